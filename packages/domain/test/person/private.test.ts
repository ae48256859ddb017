import { describe, expect, test } from 'vitest'
import { acme, anna, bertil, beta, cecilia, given, type NamedCommand, pekka, pekkaAtAcme, policy } from '../given.js'

const byAnna = { by: 'anna' }
const byBertil = { by: 'bertil' }
const byCecilia = { by: 'cecilia' }
const hide: NamedCommand = ['MarkContactPrivate', { personId: 'pekka', ownerId: 'anna' }]
const show: NamedCommand = ['MarkContactPublic', { personId: 'pekka' }]
const change: NamedCommand = ['ChangeContactDetails', { personId: 'pekka', changes: { title: 'CEO' } }]
const staff = [anna, bertil, cecilia]
const hidden = [...staff, acme, pekka, pekkaAtAcme, hide]

describe('a private contact', () => {
  const register: NamedCommand = ['RegisterContact', { personId: 'siiri', lastName: 'Niemi', private: true }]
  const registered = ['ContactRegistered', { personId: 'siiri', lastName: 'Niemi' }] as const

  test('belongs to the employee who registers it', () => {
    given(...staff)
      .when(...register, byAnna)
      .happens(registered, ['ContactMarkedPrivate', { personId: 'siiri', ownerId: 'anna' }])
  })
  test('belongs to the owner it is registered with', () => {
    given(...staff)
      .when('RegisterContact', { ...register[1], ownerId: 'bertil' }, byAnna)
      .happens(registered, ['ContactMarkedPrivate', { personId: 'siiri', ownerId: 'bertil' }])
  })
  test('needs an owner, who must be an active employee', () => {
    const annaLeaves: NamedCommand = ['DeactivateEmployee', { employeeId: 'anna' }]
    given(...staff)
      .when(...register)
      .isRefused('ContactOwnerRequired', { personId: 'siiri' })
    given(...staff)
      .when('RegisterContact', { ...register[1], ownerId: null }, byAnna)
      .isRefused('ContactOwnerRequired', { personId: 'siiri' })
    given(...staff)
      .when('RegisterContact', { ...register[1], ownerId: 'nobody' })
      .isRefused('EmployeeNotFound', { employeeId: 'nobody' })
    given(...staff, annaLeaves)
      .when('RegisterContact', { ...register[1], ownerId: 'anna' })
      .isRefused('EmployeeInactive', { employeeId: 'anna' })
    given(...staff, pekka)
      .when('MarkContactPrivate', { personId: 'pekka' })
      .isRefused('ContactOwnerRequired', { personId: 'pekka' })
    given(...staff, annaLeaves, pekka)
      .when(...hide)
      .isRefused('EmployeeInactive', { employeeId: 'anna' })
  })
  test('alone has an owner: an owner without the flag is refused', () => {
    for (const flag of [{ private: false }, { private: null }, {}])
      given(...staff)
        .when('RegisterContact', { personId: 'siiri', lastName: 'Niemi', ownerId: 'anna', ...flag })
        .isRefused('ContactNotPrivate', { personId: 'siiri' })
    given(...staff)
      .when('RegisterContact', { personId: 'siiri', lastName: 'Niemi', ownerId: null, private: false })
      .happens(registered)
  })
})

describe('marking a contact private', () => {
  const marked = (ownerId: string) => ['ContactMarkedPrivate', { personId: 'pekka', ownerId }] as const

  test('sets the actor or the given employee as its owner', () => {
    given(...staff, pekka)
      .when('MarkContactPrivate', { personId: 'pekka' }, byAnna)
      .happens(marked('anna'))
    given(...staff, pekka)
      .when('MarkContactPrivate', { personId: 'pekka', ownerId: 'bertil' }, byAnna)
      .happens(marked('bertil'))
  })
  test('again changes nothing, unless it gets another owner', () => {
    given(...hidden)
      .when(...hide)
      .changesNothing()
    given(...hidden)
      .when('MarkContactPrivate', { personId: 'pekka' }, byCecilia)
      .changesNothing()
    given(...hidden)
      .when('MarkContactPrivate', { personId: 'pekka', ownerId: 'bertil' }, byAnna)
      .happens(marked('bertil'))
  })
  test('is refused for everybody but the owner and administrators, and so is marking it public', () => {
    const take: NamedCommand = ['MarkContactPrivate', { personId: 'pekka', ownerId: 'bertil' }]
    for (const asked of [take, show]) {
      given(...hidden)
        .when(...asked, byBertil)
        .isRefused('NotOwner', byBertil)
      given(...hidden)
        .when(...asked, byCecilia)
        .isAccepted()
    }
    given(...hidden)
      .when(...show, byAnna)
      .happens(['ContactMarkedPublic', { personId: 'pekka' }])
  })
  test('lets an administrator give it to somebody else if its owner has left', () => {
    given(...hidden, ['DeactivateEmployee', { employeeId: 'anna' }])
      .when(...change, byAnna)
      .isRefused('NotOwner', byAnna)
    given(...hidden, ['DeactivateEmployee', { employeeId: 'anna' }])
      .when('MarkContactPrivate', { personId: 'pekka', ownerId: 'bertil' }, byCecilia)
      .happens(marked('bertil'))
  })
})

describe('an actor who may not see a private contact', () => {
  const touching: readonly NamedCommand[] = [
    change,
    ['UnlinkContactFromCompany', { personId: 'pekka', customerId: 'acme' }],
    ['SetMarketingBan', { personId: 'pekka', channel: 'email' }],
    ['WriteNote', { activityId: 'n', links: { personIds: ['pekka'] }, text: 'Called' }],
    ['RegisterMeeting', { activityId: 'm', links: { customerId: 'acme' }, personIds: ['pekka'], title: 'Lunch' }],
    ['ConvertContactToPrivateCustomer', { personId: 'pekka' }],
    ['RegisterCustomer', { customerId: 'new', name: 'New', personId: 'pekka' }],
    ['GrantPortalAccess', { customerId: 'acme', personId: 'pekka' }],
    ['MergeContacts', { survivorId: 'pekka', duplicateId: 'siiri' }],
    ['MergeContacts', { survivorId: 'siiri', duplicateId: 'pekka' }],
  ]
  const siiri: NamedCommand = ['RegisterContact', { personId: 'siiri', lastName: 'Niemi' }]

  test.each(touching)('is refused %s %j', (type, data) => {
    given(...hidden, siiri)
      .when(type, data, byBertil)
      .isRefused('NotOwner', byBertil)
  })
  test('may change its company, and the contact again when it is public', () => {
    given(...hidden)
      .when('WriteNote', { activityId: 'n', links: { customerId: 'acme' }, text: 'Called' }, byBertil)
      .isAccepted()
    given(...hidden, show)
      .when(...change, byBertil)
      .isAccepted()
  })
  test('may not change the private customer that it is; that flag counts too', () => {
    const customer: NamedCommand = ['ConvertContactToPrivateCustomer', { personId: 'pekka', customerId: 'pekkaC' }]
    const archive: NamedCommand = ['ArchiveCustomer', { customerId: 'pekkaC' }]
    given(...hidden, customer)
      .when(...archive, byBertil)
      .isRefused('NotOwner', byBertil)
    given(...hidden, customer)
      .when(...archive, byAnna)
      .isAccepted()
    const owned = [
      ...staff,
      ['RegisterPrivateCustomer', { personId: 'p', customerId: 'c', lastName: 'N', ownerId: 'bertil', private: true }],
      ['MarkContactPrivate', { personId: 'p', ownerId: 'anna' }],
    ] as const
    for (const who of [byAnna, byBertil]) {
      given(...owned)
        .when('ArchiveCustomer', { customerId: 'c' }, who)
        .isRefused('NotOwner', who)
    }
    given(...owned)
      .when('ArchiveCustomer', { customerId: 'c' }, byCecilia)
      .isAccepted()
  })
})

describe('merging contacts', () => {
  const siiri = (more: object): NamedCommand => ['RegisterContact', { personId: 'siiri', lastName: 'Niemi', ...more }]
  const into = (survivorId: string, duplicateId: string): NamedCommand => ['MergeContacts', { survivorId, duplicateId }]
  const intoPekka = into('pekka', 'siiri')
  const annas = { private: true, ownerId: 'anna' }

  test('does not reveal a private one to employees who could not see it', () => {
    given(...staff, pekka, siiri(annas))
      .when(...intoPekka)
      .isRefused('MergeWouldReveal', { survivorId: 'pekka', duplicateId: 'siiri' })
    given(...staff, pekka, siiri({ ...annas, ownerId: 'bertil' }), hide)
      .when(...intoPekka)
      .isRefused('MergeWouldReveal')
  })
  test('keeps a private survivor private', () => {
    given(...staff, pekka, siiri({}), hide)
      .when(...intoPekka)
      .isAccepted()
    const { world } = given(...staff, pekka, siiri(annas), hide).when(...intoPekka)
    expect(world.log.map(({ type }) => type)).not.toContain('ContactMarkedPublic')
  })
  test('is refused with private customers too, whichever of the two persons is private', () => {
    const customer = (personId: string): NamedCommand => [
      'RegisterPrivateCustomer',
      { personId, customerId: `${personId}C`, lastName: 'Niemi' },
    ]
    const both = [...staff, customer('a'), customer('b')]
    const merge: NamedCommand = ['MergeCustomers', { survivorId: 'aC', duplicateId: 'bC' }]
    given(...both, ['MarkContactPrivate', { personId: 'b', ownerId: 'anna' }])
      .when(...merge)
      .isRefused('MergeWouldReveal')
    given(...both, ['MarkContactPrivate', { personId: 'a', ownerId: 'anna' }])
      .when(...merge)
      .isAccepted()
    const nameless: NamedCommand = ['RegisterCustomer', { customerId: 'aC', name: 'A', kind: 'privateCustomer' }]
    given(...staff, nameless, customer('b'), ['MarkContactPrivate', { personId: 'b', ownerId: 'anna' }])
      .when(...merge)
      .isRefused('MergeWouldReveal')
  })
})

test('a policy that hides contacts from administrators does not take their right to act', () => {
  given(...hidden, beta, policy('privateVisibility', 'ownerOnly'))
    .when(...change, byCecilia)
    .isAccepted()
})
