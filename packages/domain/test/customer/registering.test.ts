import { describe, test } from 'vitest'
import { anna, given, type NamedCommand, policy } from '../given.js'

const manager: NamedCommand = ['DefineRole', { roleId: 'responsibleManager', name: 'Manager', kind: 'customer' }]
const managedBy = (responsibleManager: string): NamedCommand => [
  'RegisterCustomer',
  { customerId: 'acme', name: 'Acme Oy', responsibleManager },
]

describe('a customer registered with its responsible manager', () => {
  test('has that employee responsible from today', () => {
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
  test('needs an existing employee and the role', () => {
    given(manager)
      .when(...managedBy('anna'))
      .isRefused('EmployeeNotFound', { employeeId: 'anna' })
    given(anna)
      .when(...managedBy('anna'))
      .isRefused('UnknownRole', { roleId: 'responsibleManager' })
  })
})

test('a registered customer has the given kind, by default company', () => {
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

describe('a customer registered with several groups', () => {
  const several = policy('groupMembership', 'multiple')
  const group = (groupId: string): NamedCommand => ['CreateCustomerGroup', { groupId, name: groupId }]
  const registered = (more: object): NamedCommand => [
    'RegisterCustomer',
    { customerId: 'acme', name: 'Acme Oy', ...more },
  ]
  const joins = (...groupIds: readonly string[]) =>
    groupIds.map((groupId) => ['CustomerAddedToGroup', { groupId }] as const)
  const first = [
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
  ] as const

  test('is in each of them once, in the single one first', () => {
    given(several, group('gold'), group('silver'))
      .when(...registered({ groupIds: ['gold', 'silver', 'gold'] }))
      .happens(first, ...joins('gold', 'silver'))
    given(several, group('gold'), group('silver'))
      .when(...registered({ groupId: 'silver', groupIds: ['gold', 'silver'] }))
      .happens(first, ...joins('silver', 'gold'))
  })

  test('gets its number from the series of the first', () => {
    given(several, group('gold'), group('silver'), ['SetGroupNumberingStart', { groupId: 'silver', start: 700 }])
      .when(...registered({ groupIds: ['silver', 'gold'] }))
      .happens(
        ['CustomerNumberReserved', { number: 700, customerId: 'acme' }],
        first,
        ['CustomerNumberAssigned', { number: 700 }],
        ...joins('silver', 'gold'),
      )
  })

  test('satisfies a required group with any of them', () => {
    given(several, policy('requiredFields', ['group']), group('gold'))
      .when(...registered({ groupIds: ['gold'] }))
      .isAccepted()
    given(several, policy('requiredFields', ['group']))
      .when(...registered({ groupIds: [] }))
      .isRefused('MissingRequiredField', { fields: ['group'] })
  })

  test('is refused if only one group is allowed, or one of them does not exist', () => {
    given(group('gold'), group('silver'))
      .when(...registered({ groupIds: ['gold', 'silver'] }))
      .isRefused('TooManyGroups', { max: 1 })
    given(group('gold'))
      .when(...registered({ groupIds: ['gold'] }))
      .happens(first, ['CustomerMovedToGroup', { from: null, to: 'gold' }])
    given(several, group('gold'))
      .when(...registered({ groupIds: ['gold', 'silver'] }))
      .isRefused('GroupNotFound', { groupId: 'silver' })
  })

  test('works for a private customer too', () => {
    given(several, group('gold'), group('silver'))
      .when('RegisterPrivateCustomer', {
        personId: 'siiri',
        customerId: 'siiriC',
        lastName: 'Mäkinen',
        groupIds: ['gold', 'silver'],
      })
      .isAccepted()
    given(group('gold'), group('silver'))
      .when('RegisterPrivateCustomer', {
        personId: 'siiri',
        customerId: 'siiriC',
        lastName: 'Mäkinen',
        groupIds: ['gold', 'silver'],
      })
      .isRefused('TooManyGroups', { max: 1 })
  })
})

test('a customer is registered only with a person that exists', () => {
  const contact: NamedCommand = ['RegisterContact', { personId: 'siiri', lastName: 'Ek' }]
  const other: NamedCommand = ['RegisterContact', { personId: 'other', lastName: 'Ek' }]
  const customer: NamedCommand = [
    'RegisterCustomer',
    { customerId: 'acme', name: 'Ek', kind: 'privateCustomer', personId: 'siiri' },
  ]
  given()
    .when(...customer)
    .isRefused('ContactNotFound', { personId: 'siiri' })
  given(contact, other, ['MergeContacts', { survivorId: 'other', duplicateId: 'siiri' }])
    .when(...customer)
    .isRefused('ContactWasMerged', { personId: 'siiri' })
  given(contact)
    .when(...customer)
    .isAccepted()
})
