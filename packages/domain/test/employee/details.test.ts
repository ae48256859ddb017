import { describe, test } from 'vitest'
import { anna, given } from '../given.js'

describe('details of an employee', () => {
  test('require an existing employee and a name', () => {
    given()
      .when('ChangeEmployeeDetails', { employeeId: 'anna', name: ' ' })
      .isRefused('EmployeeNotFound', { employeeId: 'anna' })
    given(anna)
      .when('ChangeEmployeeDetails', { employeeId: 'anna', name: ' ' })
      .isRefused('MissingRequiredField', { fields: ['name'] })
  })
})
