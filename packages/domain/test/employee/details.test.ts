import { describe, test } from 'vitest'
import { anna, given } from '../given.js'

describe('details of an employee', () => {
  test('are those of somebody who is there, and has a name', () => {
    given()
      .when('ChangeEmployeeDetails', { employeeId: 'anna', name: ' ' })
      .isRefused('EmployeeNotFound', { employeeId: 'anna' })
    given(anna)
      .when('ChangeEmployeeDetails', { employeeId: 'anna', name: ' ' })
      .isRefused('MissingRequiredField', { fields: ['name'] })
  })
})
