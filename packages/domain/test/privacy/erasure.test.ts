import { describe, test } from 'vitest'
import { type Asked, acme, anna, given, pekka, pekkaAtAcme, policy } from '../given.js'

const erase: Asked = ['ErasePerson', { personId: 'pekka', requestId: 'dsr1' }]
const hold: Asked = ['PlaceLegalHold', { personId: 'pekka', until: '2024-06-01', reason: 'dispute' }]
const lift: Asked = ['LiftLegalHold', { personId: 'pekka' }]

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
  test('is for administrators, once', () => {
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
  test('leaves a person that takes nothing any more', () => {
    const commands: readonly Asked[] = [
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
  const siiri: Asked = ['RegisterPrivateCustomer', { personId: 'siiri', customerId: 'siiriC', lastName: 'Mäkinen' }]
  const invoice: Asked = ['RecordInvoice', { personId: 'siiri', documentId: 'i1', date: '2023-05-05' }]
  const eraseSiiri: Asked = ['ErasePerson', { personId: 'siiri' }]

  test('keeps what invoices need as long as they have to be kept, here by retentionYears: 6', () => {
    given(siiri, invoice)
      .when(...eraseSiiri)
      .happens(['PersonErased', { scope: 'exceptInvoicing', retainedUntil: '2029-12-31', requestId: null }])
  })
  test('keeps nothing by retentionYears: 0', () => {
    given(siiri, invoice, policy('retentionYears', 0))
      .when(...eraseSiiri)
      .happens(['PersonErased', { scope: 'full', retainedUntil: null, requestId: null }])
  })
  test('is done once before that, and wholly after', () => {
    given(siiri, invoice, eraseSiiri)
      .when(...eraseSiiri, { today: '2029-12-31' })
      .isRefused('PersonIsErased', { personId: 'siiri' })
    given(siiri, invoice, eraseSiiri)
      .when(...eraseSiiri, { today: '2030-01-01' })
      .happens(['PersonErased', { scope: 'full', retainedUntil: null, requestId: null }])
  })
})
