import { describe, test } from 'vitest'
import { acme, anna, cecilia, given, type NamedCommand } from '../given.js'

const privateAcme: NamedCommand = [
  'RegisterCustomer',
  { customerId: 'acme', name: 'Acme Oy', ownerId: 'anna', private: true },
]

describe('the owner of a customer', () => {
  test('cannot be removed while the customer is private', () => {
    given(anna, privateAcme)
      .when('ChangeCustomerOwner', { customerId: 'acme', ownerId: null })
      .isRefused('OwnerRequired', { customerId: 'acme' })
  })
  test('must be an employee, even at an archived customer', () => {
    given(acme, ['ArchiveCustomer', { customerId: 'acme' }])
      .when('ChangeCustomerOwner', { customerId: 'acme', ownerId: 'nobody' })
      .isRefused('EmployeeNotFound', { employeeId: 'nobody' })
  })
  test('must be set before it is made private, even by an administrator', () => {
    given(cecilia, acme)
      .when('MarkCustomerPrivate', { customerId: 'acme' }, { by: 'cecilia' })
      .isRefused('OwnerRequired', { customerId: 'acme' })
  })
})
