import { describe, test } from 'vitest'
import { acme, anna, bertil, beta, given, type NamedCommand, pekka, pekkaAtAcme } from '../given.js'

const on = (type: NamedCommand[0], data: object): NamedCommand => [type, { personId: 'pekka', ...data }]
const links = (customerId: string) => on('LinkContactToCompany', { customerId })
const unlinks = (customerId: string) => on('UnlinkContactFromCompany', { customerId })

describe('a contact keeps its other data when some is added or removed:', () => {
  test('its companies', () => {
    const before = [acme, beta, pekka, pekkaAtAcme, links('beta')]
    given(...before)
      .when(...links('acme'))
      .changesNothing()
    given(...before, unlinks('beta'))
      .when(...unlinks('acme'))
      .happens(['ContactUnlinkedFromCompany', { customerId: 'acme' }])
    given(...before, unlinks('beta'))
      .when(...unlinks('beta'))
      .isRefused('ContactNotLinked', { customerId: 'beta' })
    given(...before, unlinks('acme'))
      .when(...links('acme'))
      .happens(['ContactLinkedToCompany', { customerId: 'acme' }])
  })
  test('its properties, by number and place', () => {
    const property = (number: number): NamedCommand => ['AddContactProperty', { number, name: `Property ${number}` }]
    const [gets, loses] = [
      (propertyNo: number, customerId: string | null = null) => on('AssignContactProperty', { propertyNo, customerId }),
      (propertyNo: number, customerId: string | null = null) => on('RemoveContactProperty', { propertyNo, customerId }),
    ]
    const before = [acme, pekka, pekkaAtAcme, property(3), property(4), gets(3), gets(3, 'acme'), gets(4)]
    for (const again of [gets(3), gets(3, 'acme'), gets(4)])
      given(...before)
        .when(...again)
        .changesNothing()
    given(...before, loses(3))
      .when(...loses(3, 'acme'))
      .happens(['ContactPropertyRemoved', { propertyNo: 3, customerId: 'acme' }])
    given(...before, loses(3))
      .when(...loses(4))
      .happens(['ContactPropertyRemoved', { propertyNo: 4, customerId: null }])
    given(...before, loses(3))
      .when(...loses(3))
      .isRefused('PropertyNotAssigned', { property: '3' })
    given(...before, loses(3, 'acme'))
      .when(...gets(3, 'acme'))
      .happens(['ContactPropertyAssigned', { propertyNo: 3, customerId: 'acme' }])
  })
  test('its categories', () => {
    const value = (name: string): NamedCommand => ['AddClassifierValue', { catalogue: 'contactCategory', value: name }]
    const [gets, loses] = [
      (category: string) => on('AssignContactCategory', { category }),
      (category: string) => on('RemoveContactCategory', { category }),
    ]
    const before = [pekka, value('a'), value('b'), gets('a'), gets('b')]
    given(...before)
      .when(...gets('a'))
      .changesNothing()
    given(...before, loses('b'))
      .when(...loses('a'))
      .happens(['ContactCategoryRemoved', { category: 'a' }])
    given(...before, loses('b'))
      .when(...loses('b'))
      .changesNothing()
  })
  test('its details, from registration or later', () => {
    const register: NamedCommand = [
      'RegisterContact',
      { personId: 'pekka', firstName: ' Pekka', lastName: ' Virtanen ', email: 'p@a.fi', phone: ' ', title: null },
    ]
    given()
      .when(...register)
      .happens(['ContactRegistered', { personId: 'pekka', lastName: 'Virtanen', firstName: 'Pekka', email: 'p@a.fi' }])
    given(register)
      .when(...on('ChangeContactDetails', { changes: { email: null, phone: '1', lastName: ' Virtanen ' } }))
      .happens([
        'ContactDetailsChanged',
        {
          changes: [
            { field: 'email', old: 'p@a.fi', new: null },
            { field: 'phone', old: null, new: '1' },
          ],
        },
      ])
    given(register, on('ChangeContactDetails', { changes: { email: null } }))
      .when(...on('ChangeContactDetails', { changes: { email: 'q@a.fi' } }))
      .happens(['ContactDetailsChanged', { changes: [{ field: 'email', old: null, new: 'q@a.fi' }] }])
  })
  test('its restriction of e-mails, until access is given back', () => {
    const [restrict, grant] = [on('RestrictContactEmailAccess', {}), on('GrantContactEmailAccess', {})]
    given(pekka, restrict, grant)
      .when(...restrict)
      .happens(['ContactEmailAccessRestricted', { personId: 'pekka' }])
    given(pekka, restrict, grant)
      .when(...grant)
      .isRefused('EmailAccessNotRestricted')
  })
})

describe('a person who is a customer', () => {
  const registered = (more: object, event: object) =>
    given()
      .when('RegisterPrivateCustomer', { personId: 'siiri', customerId: 'siiriC', lastName: ' Mäkinen ', ...more })
      .happens(
        ['ContactRegistered', { personId: 'siiri', lastName: 'Mäkinen', ...event }],
        ['PrivateCustomerCreated', { customerId: 'siiriC' }],
        ['CustomerRegistered', expected(event)],
      )
  const expected = ({
    firstName,
    email,
    phone,
    mobile,
  }: {
    readonly firstName?: string
    readonly email?: string
    readonly phone?: string
    readonly mobile?: string
  }) => ({
    customerId: 'siiriC',
    kind: 'privateCustomer',
    name: firstName === undefined ? 'Mäkinen' : `${firstName.trim()} Mäkinen`,
    personId: 'siiri',
    segment: null,
    status: null,
    attractionChannel: null,
    customerKind: null,
    ownerId: null,
    private: false,
    contactInfo: {
      ...(email === undefined ? {} : { email }),
      ...(phone === undefined && mobile === undefined ? {} : { phone: phone ?? mobile }),
    },
  })
  test('has its trimmed names', () => {
    registered({ firstName: ' Siiri ' }, { firstName: 'Siiri' })
    registered({ firstName: ' ' }, {})
    registered({}, {})
  })
  test('has its e-mail address, and its phone or else mobile number', () => {
    registered({ email: 's@m.fi', phone: '1', mobile: '2' }, { email: 's@m.fi', phone: '1', mobile: '2' })
    registered({ mobile: '2' }, { mobile: '2' })
  })
  test('gets data recorded before it became a customer', () => {
    given([
      'RegisterContact',
      { personId: 'siiri', firstName: 'Siiri', lastName: 'Mäkinen', email: 's@m.fi', mobile: '2' },
    ])
      .when('ConvertContactToPrivateCustomer', { personId: 'siiri', customerId: 'siiriC' })
      .happens(
        ['PrivateCustomerCreated', { customerId: 'siiriC' }],
        ['CustomerRegistered', { ...expected({ firstName: 'Siiri', email: 's@m.fi', mobile: '2' }) }],
      )
  })
  test('gets a generated id if none is given, and the actor as its owner', () => {
    given(anna, bertil)
      .when('RegisterPrivateCustomer', { personId: 'siiri', lastName: 'Mäkinen' }, { by: 'anna' })
      .happens(
        ['ContactRegistered', { personId: 'siiri', lastName: 'Mäkinen' }],
        ['PrivateCustomerCreated', { customerId: 'command2' }],
        ['CustomerRegistered', { ...expected({}), customerId: 'command2', ownerId: 'anna' }],
      )
  })
  test('has a name of valid length, however long its names are', () => {
    const [first, last] = ['F'.repeat(10_000), 'L'.repeat(10_000)]
    const { world } = given().when('RegisterPrivateCustomer', {
      personId: 'siiri',
      customerId: 'siiriC',
      firstName: first,
      lastName: last,
    })
    given()
      .after(world)
      .when('ChangeCustomerDetails', { customerId: 'siiriC', changes: { name: 'F'.repeat(5_000) } })
      .changesNothing()
  })
})
