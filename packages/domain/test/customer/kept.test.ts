import { describe, test } from 'vitest'
import { acme, beta, given, type NamedCommand, pekka, pekkaAtAcme, policy } from '../given.js'

const on = (type: NamedCommand[0], data: object): NamedCommand => [type, { customerId: 'acme', ...data }]
const several = policy('groupMembership', 'multiple')
const group = (groupId: string): NamedCommand => ['CreateCustomerGroup', { groupId, name: groupId }]
const value = (catalogue: string, name: string): NamedCommand => ['AddClassifierValue', { catalogue, value: name }]

describe('a customer keeps its other data when some is added or removed:', () => {
  test('its groups', () => {
    const [adds, leaves] = [
      (groupId: string) => on('AddCustomerToGroup', { groupId }),
      on('RemoveCustomerFromGroup', { groupId: 'b' }),
    ]
    const before = [several, acme, ...['a', 'b', 'c'].map(group), adds('a'), adds('b'), leaves]
    given(...before)
      .when(...adds('a'))
      .changesNothing()
    given(...before)
      .when(...leaves)
      .changesNothing()
    given(...before, adds('c'))
      .when(...on('SetCustomerGroups', { groupIds: ['b', 'c'] }))
      .happens(['CustomerRemovedFromGroup', { groupId: 'a' }], ['CustomerAddedToGroup', { groupId: 'b' }])
  })
  test('its special groups', () => {
    const special = (id: string): NamedCommand => ['CreateSpecialGroup', { specialGroupId: id, name: id }]
    const [adds, leaves] = [
      (id: string) => on('AddCustomerToSpecialGroup', { specialGroupId: id }),
      (id: string) => on('RemoveCustomerFromSpecialGroup', { specialGroupId: id }),
    ]
    const before = [acme, special('a'), special('b'), adds('a'), adds('b')]
    given(...before)
      .when(...adds('a'))
      .changesNothing()
    given(...before, leaves('b'))
      .when(...leaves('a'))
      .happens(['CustomerRemovedFromSpecialGroup', { specialGroupId: 'a' }])
    given(...before, leaves('b'))
      .when(...leaves('b'))
      .changesNothing()
    given(...before, leaves('a'), adds('a'))
      .when(...leaves('a'))
      .happens(['CustomerRemovedFromSpecialGroup', { specialGroupId: 'a' }])
  })
  test('its properties and tracking items', () => {
    const [gets, loses] = [
      (property: string) => on('AssignCustomerProperty', { property }),
      (property: string) => on('RemoveCustomerProperty', { property }),
    ]
    const tracked = (dimension: string, one: string | null) => on('SetTrackingItem', { dimension, value: one })
    const values = [
      value('customerProperty', 'a'),
      value('customerProperty', 'b'),
      value('trackingItem:region', 'n'),
      value('trackingItem:size', 's'),
    ]
    given(acme, ...values, gets('a'), gets('b'))
      .when(...gets('a'))
      .changesNothing()
    given(acme, ...values, gets('a'), gets('b'), loses('b'))
      .when(...loses('a'))
      .happens(['CustomerPropertyRemoved', { property: 'a' }])
    given(acme, ...values, gets('a'), gets('b'), loses('b'))
      .when(...loses('b'))
      .isRefused('PropertyNotAssigned')
    given(acme, ...values, tracked('region', 'n'), tracked('size', 's'))
      .when(...tracked('region', null))
      .happens(['TrackingItemSet', { dimension: 'region', from: 'n', to: null }])
    given(acme, ...values, tracked('region', 'n'), tracked('size', 's'), tracked('size', null))
      .when(...tracked('region', 'n'))
      .changesNothing()
    given(acme, ...values, tracked('region', 'n'), tracked('region', null))
      .when(...tracked('region', 'n'))
      .happens(['TrackingItemSet', { dimension: 'region', from: null, to: 'n' }])
  })
  test('its invoice types and legal entities', () => {
    const [issues, noMore] = [
      (id: string, productIds?: readonly string[]) => on('AddInvoiceType', { invoiceTypeId: id, productIds }),
      (id: string) => on('RemoveInvoiceType', { invoiceTypeId: id }),
    ]
    const [entity, noEntity] = [
      (id: string) => on('AddLegalEntity', { legalEntityId: id }),
      (id: string) => on('RemoveLegalEntity', { legalEntityId: id }),
    ]
    const types = [value('invoiceType', 'a'), value('invoiceType', 'b')]
    given(acme, ...types, issues('a', ['p']), issues('b'))
      .when(...issues('a', ['p']))
      .changesNothing()
    given(acme, ...types, issues('a'), issues('b'), noMore('b'))
      .when(...noMore('a'))
      .happens(['InvoiceTypeRemoved', { invoiceTypeId: 'a' }])
    given(acme, ...types, issues('a', ['p']), issues('a', ['q']))
      .when(...issues('a', ['p']))
      .happens(['InvoiceTypeAdded', { invoiceTypeId: 'a', productIds: ['p'] }])
    given(acme, ...types, issues('a', ['p']), issues('a', ['q']), noMore('a'))
      .when(...noMore('a'))
      .isRefused('InvoiceTypeNotAdded')
    given(acme, entity('a'), entity('b'))
      .when(...entity('a'))
      .isRefused('LegalEntityAlreadyAdded')
    given(acme, entity('a'), entity('b'), noEntity('b'))
      .when(...noEntity('a'))
      .happens(['LegalEntityRemoved', { legalEntityId: 'a' }])
    given(acme, entity('a'), entity('b'), noEntity('b'))
      .when(...noEntity('b'))
      .isRefused('LegalEntityNotFound')
  })
  test('its accounts, each with its products', () => {
    const opens = (accountId: string, name?: string) => on('OpenPersonalAccount', { accountId, name })
    const closes = (accountId: string) => on('ClosePersonalAccount', { accountId })
    const has = (accountId: string, productId: string, more: object = {}) =>
      on('ConfigureAccountProduct', { accountId, productId, ...more })
    const before = [acme, opens('a', 'A'), opens('b'), has('a', 'p'), has('a', 'q'), has('b', 'p', { enabled: false })]
    given(...before)
      .when(...opens('a', 'A'))
      .changesNothing()
    given(...before)
      .when(...has('a', 'p'))
      .changesNothing()
    given(...before)
      .when(...has('b', 'p', { enabled: false }))
      .changesNothing()
    given(...before)
      .when(...has('b', 'q'))
      .isAccepted()
    given(...before, has('a', 'p', { enabled: false }))
      .when(...has('a', 'q'))
      .changesNothing()
    given(...before, has('a', 'p', { enabled: false }))
      .when(...has('a', 'p'))
      .isAccepted()
    given(...before, closes('b'))
      .when(...closes('a'))
      .happens(['PersonalAccountClosed', { accountId: 'a' }])
    given(...before, closes('a'), opens('a', 'Again'))
      .when(...has('a', 'p'))
      .changesNothing()
    given(...before, opens('a', 'Again'))
      .when(...has('b', 'p', { enabled: false }))
      .changesNothing()
    given(...before, opens('a', 'Again'))
      .when(...opens('a', 'Again'))
      .changesNothing()
  })
  test('its portal users', () => {
    const siiri: NamedCommand = ['RegisterContact', { personId: 'siiri', lastName: 'M' }]
    const siiriAtAcme: NamedCommand = ['LinkContactToCompany', { personId: 'siiri', customerId: 'acme' }]
    const [grants, revokes] = [
      (personId: string) => on('GrantPortalAccess', { personId }),
      (personId: string) => on('RevokePortalAccess', { personId }),
    ]
    const before = [acme, pekka, pekkaAtAcme, siiri, siiriAtAcme, grants('pekka'), grants('siiri')]
    given(...before)
      .when(...grants('pekka'))
      .changesNothing()
    given(...before, revokes('siiri'))
      .when(...revokes('pekka'))
      .happens(['PortalAccessRevoked', { personId: 'pekka' }])
    given(...before, revokes('siiri'))
      .when(...revokes('siiri'))
      .changesNothing()
  })
  test('its details, from registration or later', () => {
    const register: NamedCommand = [
      'RegisterCustomer',
      { customerId: 'acme', name: 'Acme Oy', contactInfo: { email: 'a@a.fi', phone: null, city: 'Turku' } },
    ]
    const changes = (data: object) => on('ChangeCustomerDetails', { changes: data })
    const changed = (...all: readonly object[]) => ['CustomerDetailsChanged', { personId: null, changes: all }] as const
    given(register)
      .when(...changes({ email: null, city: 'Espoo', phone: '1', name: 'Acme Ab' }))
      .happens(
        changed(
          { field: 'email', old: 'a@a.fi', new: null },
          { field: 'city', old: 'Turku', new: 'Espoo' },
          { field: 'phone', old: null, new: '1' },
          { field: 'name', old: 'Acme Oy', new: 'Acme Ab' },
        ),
      )
    given(register, changes({ city: null }))
      .when(...changes({ email: 'b@a.fi', city: null }))
      .happens(changed({ field: 'email', old: 'a@a.fi', new: 'b@a.fi' }))
    given(register)
      .when(...changes({ name: ' Acme Oy ', city: '\u00a0Turku', phone: '\u00a01\u202f' }))
      .happens(changed({ field: 'phone', old: null, new: '1' }))
    given(register)
      .when(
        ...changes([
          { field: 'city', new: 'Espoo' },
          { field: 'email', new: '' },
        ]),
      )
      .happens(changed({ field: 'city', old: 'Turku', new: 'Espoo' }, { field: 'email', old: 'a@a.fi', new: null }))
  })
})

describe('deleting a customer', () => {
  const deletes: NamedCommand = ['DeleteCustomer', { customerId: 'acme' }]
  test('removes it from its group and special groups', () => {
    const special: NamedCommand = ['CreateSpecialGroup', { specialGroupId: 'v', name: 'V' }]
    given(policy('groupDeletion', 'emptyOnly'), acme, group('a'), on('MoveCustomerToGroup', { groupId: 'a' }), deletes)
      .when('DeleteCustomerGroup', { groupId: 'a' })
      .happens(['CustomerGroupDeleted', { groupId: 'a', name: 'a' }])
    given(acme, special, on('AddCustomerToSpecialGroup', { specialGroupId: 'v' }), deletes)
      .when('DeleteSpecialGroup', { specialGroupId: 'v' })
      .happens(['SpecialGroupDeleted', { specialGroupId: 'v', name: 'V' }])
  })
  test('unlinks only contacts that are still linked to it', () => {
    given(
      acme,
      beta,
      pekka,
      pekkaAtAcme,
      ['LinkContactToCompany', { personId: 'pekka', customerId: 'beta' }],
      ['UnlinkContactFromCompany', { personId: 'pekka', customerId: 'acme' }],
    )
      .when(...deletes)
      .happens(['CustomerDeleted', {}])
  })
  test('records a reason, and so do archiving and restoring', () => {
    given(acme)
      .when('DeleteCustomer', { customerId: 'acme', reason: 'double' })
      .happens(['CustomerDeleted', { reason: 'double' }])
    given(acme)
      .when('ArchiveCustomer', { customerId: 'acme', reason: 'closed' })
      .happens(['CustomerArchived', { reason: 'closed' }])
    given(acme, ['ArchiveCustomer', { customerId: 'acme' }])
      .when('RestoreCustomer', { customerId: 'acme', reason: 'back' })
      .happens(['CustomerRestored', { reason: 'back' }])
    given(acme).when('ArchiveCustomer', { customerId: 'acme' }).happens(['CustomerArchived', {}])
    given(acme, ['ArchiveCustomer', { customerId: 'acme' }])
      .when('RestoreCustomer', { customerId: 'acme' })
      .happens(['CustomerRestored', {}])
  })
})
