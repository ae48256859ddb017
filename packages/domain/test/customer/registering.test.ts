import { describe, test } from 'vitest'
import { type Asked, anna, given } from '../given.js'

const manager: Asked = ['DefineRole', { roleId: 'responsibleManager', name: 'Manager', kind: 'customer' }]
const managedBy = (responsibleManager: string): Asked => [
  'RegisterCustomer',
  { customerId: 'acme', name: 'Acme Oy', responsibleManager },
]

describe('a customer that is registered with its responsible manager', () => {
  test('is that employee’s from today', () => {
    given(anna, manager)
      .when(...managedBy('anna'))
      .happens(
        [
          'CustomerRegistered',
          {
            customerId: 'acme',
            kind: 'company',
            name: 'Acme Oy',
            personId: null,
            segment: null,
            status: null,
            attractionChannel: null,
            customerKind: null,
            ownerId: null,
            private: false,
          },
        ],
        [
          'ResponsibleAssigned',
          {
            assignmentId: 'command2',
            employeeId: 'anna',
            roleId: 'responsibleManager',
            from: '2024-03-15',
            until: null,
          },
        ],
      )
  })
  test('needs an employee, and the role', () => {
    given(manager)
      .when(...managedBy('anna'))
      .isRefused('EmployeeNotFound', { employeeId: 'anna' })
    given(anna)
      .when(...managedBy('anna'))
      .isRefused('UnknownRole', { roleId: 'responsibleManager' })
  })
})

test('a customer that is registered is of the kind it is said to be, or a company', () => {
  const registered = (kind: string) =>
    [
      'CustomerRegistered',
      {
        customerId: 'acme',
        kind,
        name: 'Acme Oy',
        personId: null,
        segment: null,
        status: null,
        attractionChannel: null,
        customerKind: null,
        ownerId: null,
        private: false,
      },
    ] as const
  const asked = { customerId: 'acme', name: 'Acme Oy' }
  given()
    .when('RegisterCustomer', { ...asked, kind: 'privateCustomer' })
    .happens(registered('privateCustomer'))
  given().when('RegisterCustomer', asked).happens(registered('company'))
})
