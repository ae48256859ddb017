import { describe, test } from 'vitest'
import { acme, anna, archivedAcme, bertil, beta, given, type NamedCommand, policy } from '../given.js'

const merge: NamedCommand = ['MergeCustomers', { survivorId: 'acme', duplicateId: 'beta' }]
const evidence = { capturedAt: '2024-01-01', source: 'form' }
const consent = (customerId: string): NamedCommand => [
  'GiveMarketingConsent',
  { customerId, channel: 'email', evidence },
]
const refusal = (customerId: string): NamedCommand => ['WithdrawMarketingConsent', { customerId, channel: 'email' }]
const responsible = (customerId: string, employeeId: string, data: object = {}): NamedCommand => [
  'AssignResponsible',
  { customerId, employeeId, from: '2024-01-01', ...data },
]

const absorbed = ['CustomerAbsorbed', { duplicateId: 'beta' }] as const
const mergedInto = ['CustomerMergedInto', { survivorId: 'acme', moved: true }] as const

describe('merging customers', () => {
  test('leaves the survivor its data, and its own group by mergeGroup: survivor', () => {
    const groups: readonly NamedCommand[] = [
      ['CreateCustomerGroup', { groupId: 'a', name: 'A' }],
      ['CreateCustomerGroup', { groupId: 'b', name: 'B' }],
      ['MoveCustomerToGroup', { customerId: 'acme', groupId: 'a' }],
      ['MoveCustomerToGroup', { customerId: 'beta', groupId: 'b' }],
    ]
    given(acme, beta, ...groups)
      .when(...merge)
      .happens(absorbed, mergedInto)
  })
  test('is refused for archived customers, for different kinds, and for a customer with itself', () => {
    const siiri: NamedCommand = [
      'RegisterPrivateCustomer',
      { personId: 'siiri', customerId: 'beta', lastName: 'Mäkinen' },
    ]
    given(acme, beta, archivedAcme)
      .when(...merge)
      .isRefused('CustomerIsArchived', { customerId: 'acme' })
    given(acme, siiri)
      .when(...merge)
      .isRefused('CustomerKindMismatch', { survivorId: 'acme', duplicateId: 'beta' })
    given(acme).when('MergeCustomers', { survivorId: 'acme', duplicateId: 'acme' }).isRefused('CannotMergeWithItself')
    given(acme)
      .when(...merge)
      .isRefused('CustomerNotFound', { customerId: 'beta' })
    given(acme, beta, merge)
      .when(...merge)
      .isRefused('CustomerWasMerged', { customerId: 'beta', survivorId: 'acme' })
  })
  test('takes the chosen fields from the duplicate', () => {
    const changes: NamedCommand = [
      'ChangeCustomerDetails',
      { customerId: 'beta', changes: { city: 'Turku', email: 'b@b.fi' } },
    ]
    const segment: readonly NamedCommand[] = [
      ['AddClassifierValue', { catalogue: 'segment', value: 'retail' }],
      ['ChangeCustomerSegment', { customerId: 'beta', value: 'retail' }],
    ]
    given(acme, beta, changes, ...segment)
      .when('MergeCustomers', {
        survivorId: 'acme',
        duplicateId: 'beta',
        fieldChoices: [
          { field: 'city', from: 'duplicate' },
          { field: 'email', from: 'survivor' },
          { field: 'segment', from: 'duplicate' },
        ],
      })
      .happens(
        absorbed,
        ['CustomerDetailsChanged', { changes: [{ field: 'city', old: null, new: 'Turku' }], personId: null }],
        ['CustomerSegmentChanged', { from: null, to: 'retail' }],
        mergedInto,
      )
  })
  test('takes over special groups that the survivor lacks', () => {
    const vip: readonly NamedCommand[] = [
      ['CreateSpecialGroup', { specialGroupId: 'vip', name: 'Vip' }],
      ['AddCustomerToSpecialGroup', { customerId: 'beta', specialGroupId: 'vip' }],
    ]
    given(acme, beta, ...vip)
      .when(...merge)
      .happens(absorbed, ['CustomerAddedToSpecialGroup', { specialGroupId: 'vip', reason: 'merge' }], mergedInto)
  })
})

describe('responsibilities after a merge', () => {
  test('continue on the days the survivor lacks, and not past the last day of an employee', () => {
    const leaves: NamedCommand = ['DeactivateEmployee', { employeeId: 'bertil', effective: '2024-06-01' }]
    given(
      acme,
      beta,
      anna,
      bertil,
      policy('employeeDeactivation', 'keep'),
      responsible('acme', 'anna', { until: '2024-05-01' }),
      responsible('beta', 'anna'),
      responsible('beta', 'bertil'),
      leaves,
    )
      .when(...merge)
      .happens(
        absorbed,
        [
          'ResponsibleAssigned',
          {
            employeeId: 'anna',
            from: '2024-05-01',
            until: null,
            reason: 'merge',
            assignmentId: 'command9.1',
            roleId: null,
          },
        ],
        [
          'ResponsibleAssigned',
          {
            employeeId: 'bertil',
            from: '2024-03-15',
            until: '2024-06-01',
            reason: 'merge',
            assignmentId: 'command9.2',
            roleId: null,
          },
        ],
        mergedInto,
      )
  })
  test('never give a single-holder role two holders', () => {
    const manager: NamedCommand = [
      'DefineRole',
      { roleId: 'manager', name: 'Manager', kind: 'customer', cardinality: 'single' },
    ]
    given(
      acme,
      beta,
      anna,
      bertil,
      manager,
      responsible('acme', 'anna', { roleId: 'manager', until: '2024-05-01' }),
      responsible('beta', 'bertil', { roleId: 'manager' }),
    )
      .when(...merge)
      .happens(
        absorbed,
        [
          'ResponsibleAssigned',
          {
            employeeId: 'bertil',
            roleId: 'manager',
            from: '2024-05-01',
            until: null,
            assignmentId: 'command7.1',
            reason: 'merge',
          },
        ],
        mergedInto,
      )
  })
})

describe('permissions after a merge', () => {
  test('do not widen by mergePermissions: mostRestrictive, a refusal on either record stands', () => {
    given(acme, beta, consent('acme'), consent('beta'), refusal('beta'))
      .when(...merge)
      .happens(
        absorbed,
        ['MarketingConsentWithdrawn', { channel: 'email', reason: 'merge', date: '2024-03-15' }],
        mergedInto,
      )
    given(acme, beta, consent('beta'))
      .when(...merge)
      .happens(absorbed, mergedInto)
  })
  test('follow the newest statement by mergePermissions: latestWins', () => {
    const latest = policy('mergePermissions', 'latestWins')
    const world = given(acme, beta, latest, consent('acme'), refusal('acme'))
    const captured = { ...evidence, capturedAt: '2024-03-16T08:00:00Z' }
    const newer: NamedCommand = ['GiveMarketingConsent', { customerId: 'beta', channel: 'email', evidence: captured }]
    const later = world.when(...newer, { today: '2024-03-16' }).world
    given()
      .after(later)
      .when(...merge)
      .happens(
        absorbed,
        ['MarketingConsentGiven', { channel: 'email', evidence: captured, date: '2024-03-16' }],
        mergedInto,
      )
  })
  test('follow the date of a statement by mergePermissions: latestWins, not its recording', () => {
    given(acme, beta, policy('mergePermissions', 'latestWins'), consent('acme'), refusal('acme'), consent('beta'))
      .when(...merge)
      .happens(absorbed, mergedInto)
  })
  test('include refusals of the duplicate even if the survivor has no statement', () => {
    given(acme, beta, consent('beta'), refusal('beta'))
      .when(...merge)
      .happens(
        absorbed,
        ['MarketingConsentWithdrawn', { channel: 'email', reason: 'merge', date: '2024-03-15' }],
        mergedInto,
      )
  })
})

describe('the start date after a merge', () => {
  const invoice = (customerId: string, date: string): NamedCommand => [
    'RecordInvoice',
    { customerId, documentId: `${customerId}-1`, date },
  ]
  test('is the survivor’s, or else the duplicate’s, by mergeStartDate: survivorElseDuplicate', () => {
    given(acme, beta, invoice('beta', '2020-02-02'))
      .when(...merge)
      .happens(
        absorbed,
        ['InvoiceRecorded', { documentId: 'beta-1', date: '2020-02-02', recordedAt: '2024-03-15T09:00:00.000Z' }],
        ['CustomerStartDateSet', { date: '2020-02-02', source: 'merge', documentId: 'beta-1', previous: null }],
        mergedInto,
      )
    given(acme, beta, invoice('beta', '2020-02-02'), invoice('acme', '2021-01-01'))
      .when(...merge)
      .happens(
        absorbed,
        ['InvoiceRecorded', { documentId: 'beta-1', date: '2020-02-02', recordedAt: '2024-03-15T09:00:00.000Z' }],
        mergedInto,
      )
  })
  test('is the one recorded first by mergeStartDate: firstRecordedOfBoth', () => {
    const first = policy('mergeStartDate', 'firstRecordedOfBoth')
    const world = given(acme, beta, first, invoice('beta', '2022-02-02'))
    const later = world.when(...invoice('acme', '2021-01-01'), { today: '2024-03-16' }).world
    given()
      .after(later)
      .when(...merge)
      .happens(
        absorbed,
        ['InvoiceRecorded', { documentId: 'beta-1', recordedAt: '2024-03-15T09:00:00.000Z', date: '2022-02-02' }],
        ['CustomerStartDateSet', { date: '2022-02-02', source: 'merge', previous: '2021-01-01', documentId: 'beta-1' }],
        mergedInto,
      )
  })
})

describe('a merged duplicate', () => {
  const deletes = policy('mergedDuplicate', 'delete')
  const document: NamedCommand = ['RecordSalesOrder', { customerId: 'beta', documentId: 'o1', date: '2024-01-01' }]
  test('stays by mergedDuplicate: archive, even with documents, and accepts no commands', () => {
    given(acme, beta, document, merge)
      .when('ArchiveCustomer', { customerId: 'beta' })
      .isRefused('CustomerWasMerged', { customerId: 'beta', survivorId: 'acme' })
  })
  test('is deleted by mergedDuplicate: delete, unless it has documents', () => {
    given(acme, beta, deletes)
      .when(...merge)
      .happens(absorbed, mergedInto, ['CustomerDeleted', { reason: 'merge' }])
    given(acme, beta, deletes, document)
      .when(...merge)
      .isRefused('CustomerHasDocuments', { customerId: 'beta', count: 1 })
  })
})
