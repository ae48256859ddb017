import { describe, test } from 'vitest'
import { acme, beta, given, type NamedCommand, pekka } from '../given.js'

const merge: NamedCommand = ['MergeCustomers', { survivorId: 'acme', duplicateId: 'beta' }]
const absorbed = ['CustomerAbsorbed', { duplicateId: 'beta' }] as const
const mergedInto = ['CustomerMergedInto', { survivorId: 'acme', moved: true }] as const
const on = (customerId: string, type: NamedCommand[0], data: object): NamedCommand => [type, { customerId, ...data }]

describe('merging customers takes over accounts', () => {
  const opens = (customerId: string, name?: string): NamedCommand =>
    on(customerId, 'OpenPersonalAccount', { accountId: 'a1', name })
  const closes = (customerId: string): NamedCommand => on(customerId, 'ClosePersonalAccount', { accountId: 'a1' })
  const has = (customerId: string, productId: string, more: object = {}): NamedCommand =>
    on(customerId, 'ConfigureAccountProduct', { accountId: 'a1', productId, ...more })
  const opened = (name: string | null) => ['PersonalAccountOpened', { accountId: 'a1', name }] as const
  const configured = (productId: string, more: object = {}) =>
    ['AccountProductConfigured', { accountId: 'a1', productId, enabled: true, configuration: null, ...more }] as const

  test('with their products and configuration', () => {
    given(acme, beta, opens('beta', 'Fuel'), has('beta', 'p1', { configuration: 'monthly' }), has('beta', 'p2'))
      .when(...merge)
      .happens(absorbed, opened('Fuel'), configured('p1', { configuration: 'monthly' }), configured('p2'), mergedInto)
  })
  test('and reopens one that the survivor had closed, with the products it lacks', () => {
    given(
      acme,
      beta,
      opens('acme'),
      has('acme', 'p1'),
      closes('acme'),
      opens('beta', 'Fuel'),
      has('beta', 'p1'),
      has('beta', 'p2'),
    )
      .when(...merge)
      .happens(absorbed, opened('Fuel'), configured('p2'), mergedInto)
  })
  test('except closed ones of the duplicate, and the name of an account that both have', () => {
    given(acme, beta, opens('beta'), has('beta', 'p1'), closes('beta'))
      .when(...merge)
      .happens(absorbed, mergedInto)
    given(acme, beta, opens('acme', 'Own'), opens('beta', 'Fuel'))
      .when(...merge)
      .happens(absorbed, mergedInto)
  })
})

describe('merging customers takes over other billing data:', () => {
  const types: readonly NamedCommand[] = ['v', 'w'].map((value) => [
    'AddClassifierValue',
    { catalogue: 'invoiceType', value },
  ])
  const issues = (customerId: string, invoiceTypeId: string, productIds?: readonly string[]): NamedCommand =>
    on(customerId, 'AddInvoiceType', { invoiceTypeId, productIds })
  const added = (invoiceTypeId: string, productIds: readonly string[] | null) =>
    ['InvoiceTypeAdded', { invoiceTypeId, productIds }] as const

  test('its invoice types, and for types of both the products of both', () => {
    given(acme, beta, ...types, issues('acme', 'v', ['p1']), issues('beta', 'w', ['p3']), issues('beta', 'v', ['p2']))
      .when(...merge)
      .happens(absorbed, added('v', ['p1', 'p2']), added('w', ['p3']), mergedInto)
  })
  test('no products for which the survivor already issues that type, or all products', () => {
    given(
      acme,
      beta,
      ...types,
      issues('acme', 'v'),
      issues('beta', 'v', ['p1']),
      issues('acme', 'w', ['p1', 'p2']),
      issues('beta', 'w', ['p2', 'p1']),
    )
      .when(...merge)
      .happens(absorbed, mergedInto)
  })
  test('legal entities unchanged, except ids that the survivor has', () => {
    const entity = { legalEntityId: 'l2', name: 'Beta AB', registryCode: '556000', billedBy: 'own' }
    given(
      acme,
      beta,
      on('acme', 'AddLegalEntity', { legalEntityId: 'l1' }),
      on('beta', 'AddLegalEntity', { legalEntityId: 'l1', name: 'B' }),
      on('beta', 'AddLegalEntity', entity),
    )
      .when(...merge)
      .happens(absorbed, ['LegalEntityAdded', entity], mergedInto)
  })
  test('portal access, except for persons who have it at the survivor', () => {
    const linked = (customerId: string): NamedCommand => ['LinkContactToCompany', { personId: 'pekka', customerId }]
    const access = (customerId: string): NamedCommand => on(customerId, 'GrantPortalAccess', { personId: 'pekka' })
    given(acme, beta, pekka, linked('acme'), linked('beta'), access('acme'), access('beta'))
      .when(...merge)
      .happens(absorbed, ['PortalAccessRevoked', { personId: 'pekka', reason: 'merge' }], mergedInto, [
        'ContactUnlinkedFromCompany',
        { customerId: 'beta', reason: 'merge' },
      ])
  })
  test('properties and tracking items that the survivor lacks', () => {
    const value = (catalogue: string, name: string): NamedCommand => ['AddClassifierValue', { catalogue, value: name }]
    const property = (customerId: string, name: string): NamedCommand =>
      on(customerId, 'AssignCustomerProperty', { property: name })
    const tracked = (customerId: string, name: string | null): NamedCommand =>
      on(customerId, 'SetTrackingItem', { dimension: 'region', value: name })
    const values = [
      value('customerProperty', 'x'),
      value('customerProperty', 'y'),
      value('trackingItem:region', 'n'),
      value('trackingItem:region', 's'),
    ]
    given(
      acme,
      beta,
      ...values,
      property('acme', 'x'),
      property('beta', 'x'),
      property('beta', 'y'),
      tracked('acme', 'n'),
      tracked('beta', 's'),
    )
      .when(...merge)
      .happens(absorbed, ['CustomerPropertyAssigned', { property: 'y' }], mergedInto)
    given(acme, beta, ...values, tracked('acme', 'n'), tracked('acme', null), tracked('beta', 's'))
      .when(...merge)
      .happens(absorbed, ['TrackingItemSet', { dimension: 'region', from: null, to: 's' }], mergedInto)
  })
  test('special groups, except deleted ones', () => {
    const special = (id: string): NamedCommand => ['CreateSpecialGroup', { specialGroupId: id, name: id }]
    const inGroup = (customerId: string, id: string): NamedCommand =>
      on(customerId, 'AddCustomerToSpecialGroup', { specialGroupId: id })
    given(acme, beta, special('v'), special('w'), inGroup('beta', 'v'), inGroup('beta', 'w'), [
      'DeleteSpecialGroup',
      { specialGroupId: 'v' },
    ])
      .when(...merge)
      .happens(absorbed, ['CustomerAddedToSpecialGroup', { specialGroupId: 'w', reason: 'merge' }], mergedInto)
  })
  test('documents, except ids that the survivor has, voided or not', () => {
    const invoice = (customerId: string): NamedCommand =>
      on(customerId, 'RecordInvoice', { documentId: 'i1', date: '2024-01-01' })
    given(acme, beta, invoice('acme'), on('acme', 'VoidDocument', { documentId: 'i1' }), invoice('beta'))
      .when(...merge)
      .happens(absorbed, mergedInto)
  })
  test('that a document of both was voided', () => {
    const invoice = (customerId: string): NamedCommand =>
      on(customerId, 'RecordInvoice', { documentId: 'i1', date: '2024-01-01' })
    given(acme, beta, invoice('acme'), invoice('beta'), on('beta', 'VoidDocument', { documentId: 'i1' }))
      .when(...merge)
      .happens(absorbed, ['DocumentVoided', { documentId: 'i1' }], mergedInto)
  })
})
