import { describe, test } from 'vitest'
import { acme, anna, beta, given, type NamedCommand, pekka, pekkaAtAcme, policy } from '../given.js'

const merge: NamedCommand = ['MergeCustomers', { survivorId: 'acme', duplicateId: 'beta' }]
const absorbed = ['CustomerAbsorbed', { duplicateId: 'beta' }] as const
const mergedInto = ['CustomerMergedInto', { survivorId: 'acme', moved: true }] as const
const siiri: NamedCommand = ['RegisterContact', { personId: 'siiri', lastName: 'Mäkinen' }]
const siiriAt = (customerId: string): NamedCommand => ['LinkContactToCompany', { personId: 'siiri', customerId }]
const oven: NamedCommand = ['RegisterProject', { projectId: 'oven', customerId: 'beta', name: 'Oven' }]
const ovenAtAcme: NamedCommand = ['RegisterProject', { projectId: 'oven', customerId: 'acme', name: 'Oven' }]
const value = (catalogue: string): NamedCommand => ['AddClassifierValue', { catalogue, value: 'v' }]
const invoice = (customerId: string, documentId: string, date = '2024-01-05'): NamedCommand => [
  'RecordInvoice',
  { customerId, documentId, date },
]

describe('merging customers moves', () => {
  test('contacts, with their bans and properties there', () => {
    given(
      acme,
      beta,
      siiri,
      siiriAt('beta'),
      ['AddContactProperty', { number: 5, name: 'Invoices' }],
      ['AssignContactProperty', { personId: 'siiri', propertyNo: 5, customerId: 'beta' }],
      ['SetMarketingBan', { personId: 'siiri', channel: 'sms', customerId: 'beta' }],
    )
      .when(...merge)
      .happens(
        absorbed,
        mergedInto,
        ['ContactUnlinkedFromCompany', { customerId: 'beta', reason: 'merge' }],
        ['ContactLinkedToCompany', { customerId: 'acme', reason: 'merge' }],
        ['MarketingBanSet', { channel: 'sms', customerId: 'acme', reason: 'merge', source: null, date: '2024-03-15' }],
        ['ContactPropertyAssigned', { propertyNo: 5, customerId: 'acme' }],
      )
  })
  test('contacts to one company, if only one is allowed', () => {
    given(acme, beta, siiri, siiriAt('beta'), policy('contactLinks', 'one'), merge)
      .when('LinkContactToCompany', { personId: 'siiri', customerId: 'acme' })
      .changesNothing()
  })
  test('projects', () => {
    given(acme, beta, oven)
      .when(...merge)
      .happens(absorbed, mergedInto, ['ProjectMovedToCustomer', { from: 'beta', to: 'acme', reason: 'merge' }])
    given(acme, beta, oven, merge)
      .when('DeleteCustomer', { customerId: 'acme' })
      .isRefused('CustomerHasProjects', { count: 1 })
  })
  test('documents with their recording times, voided ones too', () => {
    const recordedAt = '2024-03-15T09:00:00.000Z'
    given(
      acme,
      beta,
      policy('mergeStartDate', 'survivorElseDuplicate'),
      ['ChangeSetting', { key: 'STARTDATE_INVOICE', value: 2 }],
      invoice('acme', 'i1'),
      invoice('beta', 'i1', '2024-02-02'),
      invoice('beta', 'i2'),
      ['RecordSalesOrder', { customerId: 'beta', documentId: 'o1', date: '2024-01-06' }],
      ['VoidDocument', { customerId: 'beta', documentId: 'i2' }],
    )
      .when(...merge)
      .happens(
        absorbed,
        ['InvoiceRecorded', { documentId: 'i2', date: '2024-01-05', recordedAt }],
        ['DocumentVoided', { documentId: 'i2' }],
        ['SalesOrderRecorded', { documentId: 'o1', date: '2024-01-06', recordedAt }],
        mergedInto,
      )
  })
  test('an invoice type of both, with the products of either', () => {
    const added = (customerId: string, productIds?: readonly string[]): NamedCommand => [
      'AddInvoiceType',
      { customerId, invoiceTypeId: 'v', productIds },
    ]
    const world = [acme, beta, value('invoiceType')]
    given(...world, added('acme', ['x1']), added('beta', ['x1', 'x2']))
      .when(...merge)
      .happens(absorbed, ['InvoiceTypeAdded', { invoiceTypeId: 'v', productIds: ['x1', 'x2'] }], mergedInto)
    given(...world, added('acme', ['x1']), added('beta'))
      .when(...merge)
      .happens(absorbed, ['InvoiceTypeAdded', { invoiceTypeId: 'v', productIds: null }], mergedInto)
    for (const others of [['x1'], []])
      given(...world, added('acme', ['x1']), added('beta', others))
        .when(...merge)
        .happens(absorbed, mergedInto)
  })
  test('invoice types, legal entities, open accounts with their products, properties and tracking items', () => {
    given(
      acme,
      beta,
      ...['invoiceType', 'customerProperty', 'trackingItem:region', 'trackingItem:industry'].map(value),
      ['AddInvoiceType', { customerId: 'beta', invoiceTypeId: 'v' }],
      ['AddLegalEntity', { customerId: 'acme', legalEntityId: 'l1', name: 'Acme' }],
      ['AddLegalEntity', { customerId: 'beta', legalEntityId: 'l1', name: 'Beta' }],
      ['AddLegalEntity', { customerId: 'beta', legalEntityId: 'l2', name: 'Beta 2' }],
      ['OpenPersonalAccount', { customerId: 'acme', accountId: 'a1' }],
      ['ConfigureAccountProduct', { customerId: 'acme', accountId: 'a1', productId: 'x1' }],
      ['OpenPersonalAccount', { customerId: 'beta', accountId: 'a1' }],
      ['ConfigureAccountProduct', { customerId: 'beta', accountId: 'a1', productId: 'x1', enabled: false }],
      ['ConfigureAccountProduct', { customerId: 'beta', accountId: 'a1', productId: 'x2', enabled: false }],
      ['OpenPersonalAccount', { customerId: 'beta', accountId: 'a2', name: 'Second' }],
      ['OpenPersonalAccount', { customerId: 'beta', accountId: 'a3' }],
      ['ClosePersonalAccount', { customerId: 'beta', accountId: 'a3' }],
      ['AssignCustomerProperty', { customerId: 'beta', property: 'v' }],
      ['SetTrackingItem', { customerId: 'acme', dimension: 'region', value: 'v' }],
      ['SetTrackingItem', { customerId: 'beta', dimension: 'region', value: 'v' }],
      ['SetTrackingItem', { customerId: 'beta', dimension: 'industry', value: 'v' }],
    )
      .when(...merge)
      .happens(
        absorbed,
        ['InvoiceTypeAdded', { invoiceTypeId: 'v', productIds: null }],
        ['LegalEntityAdded', { legalEntityId: 'l2', name: 'Beta 2', registryCode: null, billedBy: null }],
        ['AccountProductConfigured', { accountId: 'a1', productId: 'x2', enabled: false, configuration: null }],
        ['PersonalAccountOpened', { accountId: 'a2', name: 'Second' }],
        ['CustomerPropertyAssigned', { property: 'v' }],
        ['TrackingItemSet', { dimension: 'industry', from: null, to: 'v' }],
        mergedInto,
      )
  })
  test('portal access, which the person keeps until it is revoked there', () => {
    const granted: readonly NamedCommand[] = [
      acme,
      beta,
      siiri,
      siiriAt('beta'),
      ['GrantPortalAccess', { customerId: 'beta', personId: 'siiri' }],
    ]
    given(...granted)
      .when(...merge)
      .happens(
        absorbed,
        ['PortalAccessGranted', { personId: 'siiri', reason: 'merge' }],
        ['PortalAccessRevoked', { personId: 'siiri', reason: 'merge' }],
        mergedInto,
        ['ContactUnlinkedFromCompany', { customerId: 'beta', reason: 'merge' }],
        ['ContactLinkedToCompany', { customerId: 'acme', reason: 'merge' }],
      )
    given(...granted, merge)
      .when('UnlinkContactFromCompany', { personId: 'siiri', customerId: 'acme' })
      .happens(
        ['ContactUnlinkedFromCompany', { customerId: 'acme' }],
        ['PortalAccessRevoked', { personId: 'siiri', reason: 'unlinked' }],
      )
  })
})

describe('after merging customers, the survivor is one party', () => {
  const taken: readonly NamedCommand[] = [
    acme,
    beta,
    siiri,
    siiriAt('beta'),
    value('customerProperty'),
    invoice('beta', 'i1'),
    ['AddLegalEntity', { customerId: 'beta', legalEntityId: 'l1' }],
    ['OpenPersonalAccount', { customerId: 'beta', accountId: 'a1' }],
    ['AssignCustomerProperty', { customerId: 'beta', property: 'v' }],
    ['AddContactProperty', { number: 5, name: 'Invoices' }],
    ['GrantPortalAccess', { customerId: 'beta', personId: 'siiri' }],
    merge,
  ]
  test('whose documents can be repeated and voided, and prevent its deletion', () => {
    given(...taken)
      .when(...invoice('acme', 'i1'))
      .changesNothing()
    given(...taken)
      .when('VoidDocument', { customerId: 'acme', documentId: 'i1' })
      .happens(['DocumentVoided', { documentId: 'i1' }])
    given(...taken)
      .when('DeleteCustomer', { customerId: 'acme' })
      .isRefused('CustomerHasDocuments', { count: 1 })
  })
  test('whose start date belongs to its document, and is not set automatically again', () => {
    given(...taken, policy('startDateOnVoid', 'recalculate'))
      .when('VoidDocument', { customerId: 'acme', documentId: 'i1' })
      .happens(['DocumentVoided', { documentId: 'i1' }], ['CustomerStartDateCleared', { previous: '2024-01-05' }])
    given(...taken, ['ClearCustomerStartDate', { customerId: 'acme' }])
      .when(...invoice('acme', 'i2'))
      .happens(['InvoiceRecorded', { documentId: 'i2', date: '2024-01-05' }])
  })
  test('whose start date is backfilled from all documents in the order of their recording', () => {
    const world = given(acme, beta, invoice('beta', 'i1', '2024-02-02')).when(...invoice('acme', 'i2', '2024-01-01'), {
      today: '2024-03-16',
    }).world
    const merged = given()
      .after(world)
      .when(...merge, { today: '2024-03-17' }).world
    const cleared = given().after(merged).when('ClearCustomerStartDate', { customerId: 'acme' }).world
    given()
      .after(cleared)
      .when('BackfillStartDate', { customerId: 'acme' })
      .happens(['CustomerStartDateSet', { date: '2024-02-02', documentId: 'i1', source: 'invoice', previous: null }])
  })
  test('whose data can all be removed again', () => {
    const taking: readonly NamedCommand[] = [
      ['RemoveLegalEntity', { customerId: 'acme', legalEntityId: 'l1' }],
      ['ConfigureAccountProduct', { customerId: 'acme', accountId: 'a1', productId: 'x1' }],
      ['ClosePersonalAccount', { customerId: 'acme', accountId: 'a1' }],
      ['RemoveCustomerProperty', { customerId: 'acme', property: 'v' }],
      ['AssignContactProperty', { personId: 'siiri', propertyNo: 5, customerId: 'acme' }],
      ['RevokePortalAccess', { customerId: 'acme', personId: 'siiri' }],
      ['GrantPortalAccess', { customerId: 'acme', personId: 'siiri' }],
      ['UnlinkContactFromCompany', { customerId: 'acme', personId: 'siiri' }],
    ]
    given(...taken, ...taking)
      .when('LinkContactToCompany', { personId: 'siiri', customerId: 'acme' })
      .happens(['ContactLinkedToCompany', { customerId: 'acme' }])
  })
  test('in a chain of merges too', () => {
    const gamma: NamedCommand = ['RegisterCustomer', { customerId: 'gamma', name: 'Gamma AB' }]
    given(...taken, ovenAtAcme, gamma)
      .when('MergeCustomers', { survivorId: 'gamma', duplicateId: 'acme' })
      .happens(
        ['CustomerAbsorbed', { duplicateId: 'acme' }],
        ['InvoiceRecorded', { documentId: 'i1', recordedAt: '2024-03-15T09:00:00.000Z', date: '2024-01-05' }],
        ['CustomerStartDateSet', { date: '2024-01-05', source: 'merge', documentId: 'i1', previous: null }],
        ['LegalEntityAdded', { legalEntityId: 'l1', name: null, registryCode: null, billedBy: null }],
        ['PersonalAccountOpened', { accountId: 'a1', name: null }],
        ['PortalAccessGranted', { personId: 'siiri', reason: 'merge' }],
        ['CustomerPropertyAssigned', { property: 'v' }],
        ['PortalAccessRevoked', { personId: 'siiri', reason: 'merge' }],
        ['CustomerMergedInto', { survivorId: 'gamma', moved: true }],
        ['ContactUnlinkedFromCompany', { customerId: 'acme', reason: 'merge' }],
        ['ContactLinkedToCompany', { customerId: 'gamma', reason: 'merge' }],
        ['ProjectMovedToCustomer', { from: 'acme', to: 'gamma', reason: 'merge' }],
      )
  })
})

describe('two merged private customers', () => {
  const pa: NamedCommand = ['RegisterPrivateCustomer', { personId: 'pa', customerId: 'acme', lastName: 'Ek' }]
  const pb: NamedCommand = [
    'RegisterPrivateCustomer',
    { personId: 'pb', customerId: 'beta', lastName: 'Ek', email: 'pb@ek.fi', mobile: '050' },
  ]
  const ban = (customerId: string | null): NamedCommand => [
    'SetMarketingBan',
    { personId: 'pb', channel: 'email', customerId },
  ]
  test('are one natural person too', () => {
    given(pa, pb, ban(null), ban('beta'), ['GrantPortalAccess', { customerId: 'beta', personId: 'pb' }])
      .when(...merge)
      .happens(
        absorbed,
        [
          'CustomerDetailsChanged',
          {
            personId: 'pa',
            changes: [
              { field: 'email', old: null, new: 'pb@ek.fi' },
              { field: 'phone', old: null, new: '050' },
            ],
          },
        ],
        ['PortalAccessGranted', { personId: 'pa', reason: 'merge' }],
        ['PortalAccessRevoked', { personId: 'pb', reason: 'merge' }],
        mergedInto,
        ['ContactAbsorbed', { duplicateId: 'pb' }],
        [
          'ContactDetailsChanged',
          {
            changes: [
              { field: 'email', old: null, new: 'pb@ek.fi' },
              { field: 'mobile', old: null, new: '050' },
            ],
          },
        ],
        ['MarketingBanSet', { channel: 'email', customerId: null, source: null, reason: 'merge', date: '2024-03-15' }],
        [
          'MarketingBanSet',
          { channel: 'email', customerId: 'beta', source: null, reason: 'merge', date: '2024-03-15' },
        ],
        [
          'MarketingBanSet',
          { channel: 'email', customerId: 'acme', source: null, reason: 'merge', date: '2024-03-15' },
        ],
        ['ContactMergedInto', { survivorId: 'pa', moved: true }],
      )
  })
  test('have the chosen address on both records', () => {
    given(['RegisterPrivateCustomer', { personId: 'pa', customerId: 'acme', lastName: 'Ek', email: 'pa@ek.fi' }], pb)
      .when('MergeCustomers', {
        survivorId: 'acme',
        duplicateId: 'beta',
        fieldChoices: [{ field: 'email', from: 'duplicate' }],
      })
      .happens(
        absorbed,
        [
          'CustomerDetailsChanged',
          {
            changes: [
              { field: 'email', old: 'pa@ek.fi', new: 'pb@ek.fi' },
              { field: 'phone', old: null, new: '050' },
            ],
            personId: 'pa',
          },
        ],
        mergedInto,
        ['ContactAbsorbed', { duplicateId: 'pb' }],
        [
          'ContactDetailsChanged',
          {
            changes: [
              { field: 'email', old: 'pa@ek.fi', new: 'pb@ek.fi' },
              { field: 'mobile', old: null, new: '050' },
            ],
          },
        ],
        ['ContactMergedInto', { survivorId: 'pa', moved: true }],
      )
  })
})

describe('merging contacts moves', () => {
  const both: NamedCommand = ['MergeContacts', { survivorId: 'pekka', duplicateId: 'siiri' }]
  const taken = ['ContactAbsorbed', { duplicateId: 'siiri' }] as const
  const away = ['ContactMergedInto', { survivorId: 'pekka', moved: true }] as const
  test('properties, categories, restricted e-mails and the later legal hold', () => {
    given(
      pekka,
      siiri,
      value('contactCategory'),
      ['AddContactProperty', { number: 5, name: 'Invoices' }],
      ['AssignContactProperty', { personId: 'siiri', propertyNo: 5 }],
      ['AssignContactCategory', { personId: 'siiri', category: 'v' }],
      ['RestrictContactEmailAccess', { personId: 'siiri' }],
      ['PlaceLegalHold', { personId: 'pekka', until: '2024-06-01' }],
      ['PlaceLegalHold', { personId: 'siiri', until: '2024-07-01' }],
    )
      .when(...both)
      .happens(
        taken,
        ['ContactPropertyAssigned', { propertyNo: 5, customerId: null }],
        ['ContactCategoryAssigned', { category: 'v' }],
        ['ContactEmailAccessRestricted', { personId: 'pekka' }],
        ['LegalHoldPlaced', { until: '2024-07-01', reason: 'merge' }],
        away,
      )
  })
  test('missing details, unless those of the survivor were chosen', () => {
    const known: NamedCommand = ['RegisterContact', { personId: 'siiri', lastName: 'M', mobile: '050', phone: '09' }]
    given(pekka, known)
      .when('MergeContacts', {
        survivorId: 'pekka',
        duplicateId: 'siiri',
        fieldChoices: [{ field: 'mobile', from: 'survivor' }],
      })
      .happens(taken, ['ContactDetailsChanged', { changes: [{ field: 'phone', old: null, new: '09' }] }], away)
  })
  test('participation in projects, and portal access, even of an archived customer', () => {
    given(
      acme,
      pekka,
      siiri,
      siiriAt('acme'),
      ['GrantPortalAccess', { customerId: 'acme', personId: 'siiri' }],
      ovenAtAcme,
      ['AddProjectParticipant', { projectId: 'oven', personId: 'siiri' }],
      ['ArchiveCustomer', { customerId: 'acme' }],
    )
      .when(...both)
      .happens(
        taken,
        ['ContactLinkedToCompany', { customerId: 'acme', reason: 'merge' }],
        away,
        ['ProjectParticipantAdded', { personId: 'pekka', employeeId: null, projectId: 'oven' }],
        ['ProjectParticipantRemoved', { personId: 'siiri', employeeId: null, projectId: 'oven' }],
        ['PortalAccessGranted', { personId: 'pekka', reason: 'merge' }],
        ['PortalAccessRevoked', { personId: 'siiri', reason: 'merge' }],
      )
  })
  test('no portal access to a company that the survivor is not linked to, if only one link is allowed', () => {
    given(acme, beta, pekka, pekkaAtAcme, siiri, siiriAt('beta'), policy('contactLinks', 'one'), [
      'GrantPortalAccess',
      { customerId: 'beta', personId: 'siiri' },
    ])
      .when(...both)
      .happens(taken, away, ['PortalAccessRevoked', { personId: 'siiri', reason: 'merge' }])
  })
})

describe('a merge that would reveal hidden data', () => {
  const hidden = (customerId: string): readonly NamedCommand[] => [
    ['ChangeCustomerOwner', { customerId, ownerId: 'anna' }],
    ['MarkCustomerPrivate', { customerId }],
  ]
  const both: NamedCommand = ['MergeContacts', { survivorId: 'pekka', duplicateId: 'siiri' }]
  test('is refused: a private customer into one that is public, or has another owner', () => {
    given(anna, acme, beta, ...hidden('beta'))
      .when(...merge)
      .isRefused('MergeWouldReveal', { survivorId: 'acme', duplicateId: 'beta' })
    given(anna, acme, beta, ...hidden('beta'), ...hidden('acme'))
      .when(...merge)
      .happens(absorbed, mergedInto)
    given(anna, acme, beta, ...hidden('acme'))
      .when(...merge)
      .happens(absorbed, mergedInto)
  })
  test('is refused: a customer of a group visible to some salespersons into one that others see', () => {
    const sellers: readonly NamedCommand[] = ['s1', 's2'].map((employeeId) => [
      'RegisterEmployee',
      { employeeId, name: employeeId, salesperson: true },
    ])
    const groups: readonly NamedCommand[] = [
      ['CreateCustomerGroup', { groupId: 'g', name: 'G' }],
      ['CreateCustomerGroup', { groupId: 'h', name: 'H', parentId: 'g' }],
      ['GrantGroupVisibility', { groupId: 'g', employeeId: 's1' }],
      ['MoveCustomerToGroup', { customerId: 'beta', groupId: 'h' }],
    ]
    const acmeIn = (groupId: string): NamedCommand => ['MoveCustomerToGroup', { customerId: 'acme', groupId }]
    const toS2 = (customerId: string): NamedCommand => ['AssignResponsible', { customerId, employeeId: 's2' }]
    given(acme, beta, ...sellers, ...groups)
      .when(...merge)
      .isRefused('MergeWouldReveal')
    given(acme, beta, ...sellers, ...groups, acmeIn('g'))
      .when(...merge)
      .happens(absorbed, mergedInto)
    given(acme, beta, ...sellers, ...groups, acmeIn('g'), toS2('acme'))
      .when(...merge)
      .isRefused('MergeWouldReveal')
    given(acme, beta, ...sellers, ...groups, acmeIn('g'), toS2('acme'), toS2('beta'))
      .when(...merge)
      .happens(absorbed, mergedInto)
  })
  test('is refused: a private customer seen by few, with one whose person others see at a company', () => {
    const few: NamedCommand = [
      'RegisterPrivateCustomer',
      { personId: 'pa', customerId: 'ca', lastName: 'A', ownerId: 'anna', private: true },
    ]
    const many: NamedCommand = ['RegisterPrivateCustomer', { personId: 'pb', customerId: 'cb', lastName: 'A' }]
    const atAcme: NamedCommand = ['LinkContactToCompany', { personId: 'pb', customerId: 'acme' }]
    const merges = (survivorId: string, duplicateId: string): NamedCommand => [
      'MergeCustomers',
      { survivorId, duplicateId },
    ]
    given(anna, acme, few, many, atAcme)
      .when(...merges('ca', 'cb'))
      .isRefused('MergeWouldReveal', { survivorId: 'ca', duplicateId: 'cb' })
    given(anna, acme, few, many, atAcme)
      .when(...merges('cb', 'ca'))
      .isRefused('MergeWouldReveal', { survivorId: 'cb', duplicateId: 'ca' })
    given(anna, few, many, merges('ca', 'cb'))
  })
  test('is refused: a contact of customers visible to some, into one that others see', () => {
    const closed: readonly NamedCommand[] = [
      ['RegisterEmployee', { employeeId: 's1', name: 'S1', salesperson: true }],
      ['RegisterEmployee', { employeeId: 's2', name: 'S2', salesperson: true }],
      ['CreateCustomerGroup', { groupId: 'g', name: 'G' }],
      ['GrantGroupVisibility', { groupId: 'g', employeeId: 's1' }],
      ['MoveCustomerToGroup', { customerId: 'beta', groupId: 'g' }],
    ]
    const contacts = [acme, beta, pekka, pekkaAtAcme, siiri, siiriAt('beta')]
    given(...contacts, ...closed)
      .when(...both)
      .isRefused('MergeWouldReveal', { survivorId: 'pekka', duplicateId: 'siiri' })
    const alike: NamedCommand = ['MoveCustomerToGroup', { customerId: 'acme', groupId: 'g' }]
    given(...contacts, ...closed, alike, both)
    const s2At = (customerId: string): NamedCommand => ['AssignResponsible', { customerId, employeeId: 's2' }]
    given(...contacts, ...closed, alike, s2At('acme'))
      .when(...both)
      .isRefused('MergeWouldReveal')
    given(...contacts, ...closed, alike, s2At('acme'), s2At('beta'), both)
  })
  test('is refused: a contact of private customers only, into one that others see, or the other way round', () => {
    given(anna, acme, beta, pekka, pekkaAtAcme, siiri, siiriAt('beta'), ...hidden('beta'))
      .when(...both)
      .isRefused('MergeWouldReveal', { survivorId: 'pekka', duplicateId: 'siiri' })
    given(anna, acme, beta, pekka, pekkaAtAcme, siiri, siiriAt('beta'), ...hidden('acme'))
      .when(...both)
      .isRefused('MergeWouldReveal')
    given(anna, acme, beta, pekka, pekkaAtAcme, siiri, siiriAt('beta'), ...hidden('acme'), ...hidden('beta'))
      .when(...both)
      .happens(
        ['ContactAbsorbed', { duplicateId: 'siiri' }],
        ['ContactLinkedToCompany', { customerId: 'beta', reason: 'merge' }],
        ['ContactMergedInto', { survivorId: 'pekka', moved: true }],
      )
  })
})
