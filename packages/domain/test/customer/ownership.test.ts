import { describe, test } from 'vitest'
import { type Asked, acme, anna, cecilia, given } from '../given.js'

const privateAcme: Asked = ['RegisterCustomer', { customerId: 'acme', name: 'Acme Oy', ownerId: 'anna', private: true }]

describe('the owner of a customer', () => {
  test('is not taken away while it is private', () => {
    given(anna, privateAcme)
      .when('ChangeCustomerOwner', { customerId: 'acme', ownerId: null })
      .isRefused('OwnerRequired', { customerId: 'acme' })
  })
  test('is an employee, at an archived customer too', () => {
    given(acme, ['ArchiveCustomer', { customerId: 'acme' }])
      .when('ChangeCustomerOwner', { customerId: 'acme', ownerId: 'nobody' })
      .isRefused('EmployeeNotFound', { employeeId: 'nobody' })
  })
  test('is there before it is made private, by an administrator too', () => {
    given(cecilia, acme)
      .when('MarkCustomerPrivate', { customerId: 'acme' }, { by: 'cecilia' })
      .isRefused('OwnerRequired', { customerId: 'acme' })
  })
})
