import { describe, test } from 'vitest'
import { acme, anna, given, type NamedCommand, pekka, pekkaAtAcme, policy } from '../given.js'

const erase: NamedCommand = ['ErasePerson', { personId: 'pekka', requestId: 'dsr1' }]
const hold: NamedCommand = ['PlaceLegalHold', { personId: 'pekka', until: '2024-06-01', reason: 'dispute' }]
const lift: NamedCommand = ['LiftLegalHold', { personId: 'pekka' }]

describe('a legal hold', () => {
  test('is placed and lifted by administrators only', () => {
    given(pekka, anna)
      .when(...hold, { by: 'anna' })
      .isRefused('NotAdministrator', { by: 'anna' })
    given(pekka, anna)
      .when(...lift, { by: 'anna' })
      .isRefused('NotAdministrator', { by: 'anna' })
    given(pekka)
      .when(...hold)
      .happens(['LegalHoldPlaced', { until: '2024-06-01', reason: 'dispute' }])
    given(pekka, hold)
      .when(...hold)
      .changesNothing()
    given(pekka, hold)
      .when(...lift)
      .happens(['LegalHoldLifted', { reason: null }])
    given(pekka)
      .when(...lift)
      .changesNothing()
  })
  test('blocks erasure until its day', () => {
    given(pekka, hold)
      .when(...erase, { today: '2024-05-31' })
      .isRefused('ErasureBlockedByRetention', { until: '2024-06-01' })
    given(pekka, hold)
      .when(...erase, { today: '2024-06-01' })
      .happens(['PersonErased', { scope: 'full', retainedUntil: null, requestId: 'dsr1' }])
    given(pekka, hold, lift)
      .when(...erase)
      .happens(['PersonErased', { scope: 'full', retainedUntil: null, requestId: 'dsr1' }])
  })
})

describe('erasing a person', () => {
  test('ends links and portal access', () => {
    given(acme, pekka, pekkaAtAcme, ['GrantPortalAccess', { customerId: 'acme', personId: 'pekka' }])
      .when(...erase)
      .happens(
        ['ContactUnlinkedFromCompany', { customerId: 'acme', reason: 'erasure' }],
        ['PersonErased', { scope: 'full', requestId: 'dsr1', retainedUntil: null }],
        ['PortalAccessRevoked', { personId: 'pekka', reason: 'erasure' }],
      )
  })
  test('is for administrators, and done once', () => {
    given(pekka, anna)
      .when(...erase, { by: 'anna' })
      .isRefused('NotAdministrator')
    given()
      .when(...erase)
      .isRefused('ContactNotFound', { personId: 'pekka' })
    given(pekka, erase)
      .when(...erase)
      .isRefused('PersonIsErased', { personId: 'pekka' })
  })
  test('leaves a person that accepts no commands', () => {
    const commands: readonly NamedCommand[] = [
      ['ChangeContactDetails', { personId: 'pekka', changes: { email: 'p@acme.fi' } }],
      ['LinkContactToCompany', { personId: 'pekka', customerId: 'acme' }],
      ['SetMarketingBan', { personId: 'pekka', channel: 'sms' }],
      hold,
    ]
    for (const command of commands)
      given(acme, pekka, erase)
        .when(...command)
        .isRefused('PersonIsErased', { personId: 'pekka' })
  })
})

describe('erasing a private customer with documents', () => {
  const siiri: NamedCommand = [
    'RegisterPrivateCustomer',
    { personId: 'siiri', customerId: 'siiriC', lastName: 'Mäkinen' },
  ]
  const invoice: NamedCommand = ['RecordInvoice', { personId: 'siiri', documentId: 'i1', date: '2023-05-05' }]
  const eraseSiiri: NamedCommand = ['ErasePerson', { personId: 'siiri' }]

  test('retains invoice data for the retention period, here by retentionYears: 6', () => {
    given(siiri, invoice)
      .when(...eraseSiiri)
      .happens(['PersonErased', { scope: 'exceptInvoicing', retainedUntil: '2029-12-31', requestId: null }])
  })
  test('keeps invoice data dated near the maximum year', () => {
    given(siiri, ['RecordInvoice', { personId: 'siiri', documentId: 'i1', date: '9994-01-01' }])
      .when(...eraseSiiri)
      .happens(['PersonErased', { scope: 'exceptInvoicing', retainedUntil: '9999-12-31', requestId: null }])
  })
  test('retains no data by retentionYears: 0', () => {
    given(siiri, invoice, policy('retentionYears', 0))
      .when(...eraseSiiri)
      .happens(['PersonErased', { scope: 'full', retainedUntil: null, requestId: null }])
  })
  test('is partial before that date and cannot be repeated, and is complete after', () => {
    given(siiri, invoice, eraseSiiri)
      .when(...eraseSiiri, { today: '2029-12-31' })
      .isRefused('PersonIsErased', { personId: 'siiri' })
    given(siiri, invoice, eraseSiiri)
      .when(...eraseSiiri, { today: '2030-01-01' })
      .happens(['PersonErased', { scope: 'full', retainedUntil: null, requestId: null }])
  })
})

describe('erasing a person into whom others were merged', () => {
  const other = (personId: string): NamedCommand => ['RegisterContact', { personId, lastName: 'Virtanen' }]
  const merged = (survivorId: string, duplicateId: string): NamedCommand => [
    'MergeContacts',
    { survivorId, duplicateId },
  ]
  const chain: readonly NamedCommand[] = [pekka, other('p2'), other('p3'), merged('p2', 'p3'), merged('pekka', 'p2')]
  const full = ['PersonErased', { scope: 'full', requestId: 'dsr1', retainedUntil: null }] as const

  test('erases every record, even of a chain of merges', () => {
    given(...chain)
      .when(...erase)
      .happens(full, full, full)
    given(...chain, erase)
      .when(...erase)
      .isRefused('PersonIsErased', { personId: 'pekka' })
  })
  test('is refused for the merged record, and names the survivor', () => {
    given(...chain)
      .when('ErasePerson', { personId: 'p2' })
      .isRefused('ContactWasMerged', { personId: 'p2', survivorId: 'pekka' })
  })
  test('is blocked by a legal hold on any of them', () => {
    const placesHold: NamedCommand = ['PlaceLegalHold', { personId: 'p2', until: '2024-06-01' }]
    given(pekka, other('p2'), placesHold, merged('pekka', 'p2'))
      .when(...erase)
      .isRefused('ErasureBlockedByRetention', { until: '2024-06-01' })
  })
  test('keeps the invoice data of any of them', () => {
    const customer = (personId: string): NamedCommand => [
      'RegisterPrivateCustomer',
      { personId, customerId: personId, lastName: 'Ek' },
    ]
    given(
      customer('pa'),
      customer('pb'),
      ['RecordInvoice', { personId: 'pb', documentId: 'i1', date: '2023-05-05' }],
      ['MergeCustomers', { survivorId: 'pa', duplicateId: 'pb' }],
    )
      .when('ErasePerson', { personId: 'pa' })
      .happens(
        ['PersonErased', { scope: 'exceptInvoicing', retainedUntil: '2029-12-31', requestId: null }],
        ['PersonErased', { scope: 'exceptInvoicing', retainedUntil: '2029-12-31', requestId: null }],
      )
  })
})

describe('erasing a person with several problems: the answer says first', () => {
  const other: NamedCommand = ['RegisterContact', { personId: 'p2', lastName: 'Virtanen' }]
  const merged: NamedCommand = ['MergeContacts', { survivorId: 'pekka', duplicateId: 'p2' }]
  test('that it was merged, though its survivor is erased', () => {
    given(pekka, other, merged, erase)
      .when('ErasePerson', { personId: 'p2' })
      .isRefused('ContactWasMerged', { personId: 'p2', survivorId: 'pekka' })
  })
  test('that it is erased, though it was held', () => {
    given(pekka, erase).when('ErasePerson', { personId: 'pekka' }).isRefused('PersonIsErased')
    const placesHold = given(pekka, ['PlaceLegalHold', { personId: 'pekka', until: '2024-03-16' }]).when(...erase, {
      today: '2024-03-16',
    }).world
    given()
      .after(placesHold)
      .when(...erase)
      .isRefused('PersonIsErased', { personId: 'pekka' })
  })
})

describe('erasing several persons together', () => {
  const customer = (personId: string): NamedCommand => [
    'RegisterPrivateCustomer',
    { personId, customerId: personId, lastName: 'Ek' },
  ]
  const invoice = (personId: string, date: string): NamedCommand => [
    'RecordInvoice',
    { personId, documentId: `${personId}-${date}`, date },
  ]
  const merged: NamedCommand = ['MergeCustomers', { survivorId: 'pa', duplicateId: 'pb' }]
  const erasedUntil = (retainedUntil: string) =>
    ['PersonErased', { scope: 'exceptInvoicing', retainedUntil, requestId: null }] as const
  test('keeps invoice data until the year after the newest invoice', () => {
    given(
      customer('pa'),
      customer('pb'),
      invoice('pa', '2023-05-05'),
      invoice('pb', '2022-05-05'),
      invoice('pb', '2021-01-01'),
      merged,
    )
      .when('ErasePerson', { personId: 'pa' })
      .happens(erasedUntil('2029-12-31'), erasedUntil('2029-12-31'))
    given(customer('pa'), invoice('pa', '2021-05-05'), invoice('pa', '2023-01-01'), invoice('pa', '2022-01-01'))
      .when('ErasePerson', { personId: 'pa' })
      .happens(erasedUntil('2029-12-31'))
  })
  test('is blocked by the latest hold of any of them, and removes the rights of all', () => {
    const contact = (personId: string): NamedCommand => ['RegisterContact', { personId, lastName: 'Virtanen' }]
    const placesHold = (personId: string, until: string): NamedCommand => ['PlaceLegalHold', { personId, until }]
    const both: NamedCommand = ['MergeContacts', { survivorId: 'pekka', duplicateId: 'p2' }]
    given(pekka, contact('p2'), placesHold('pekka', '2024-07-01'), placesHold('p2', '2024-06-01'), both)
      .when(...erase)
      .isRefused('ErasureBlockedByRetention', { until: '2024-07-01' })
    const access = (personId: string): NamedCommand => ['GrantPortalAccess', { customerId: 'acme', personId }]
    given(
      acme,
      pekka,
      pekkaAtAcme,
      contact('p3'),
      ['LinkContactToCompany', { personId: 'p3', customerId: 'acme' }],
      access('p3'),
      access('pekka'),
    )
      .when(...erase)
      .happens(
        ['ContactUnlinkedFromCompany', { customerId: 'acme', reason: 'erasure' }],
        ['PersonErased', { scope: 'full', requestId: 'dsr1', retainedUntil: null }],
        ['PortalAccessRevoked', { personId: 'pekka', reason: 'erasure' }],
      )
  })
})
