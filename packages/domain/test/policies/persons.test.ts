import { describe, test } from 'vitest'
import { type Asked, acme, beta, given, pekka, pekkaAtAcme, policy } from '../given.js'

const evidence = { capturedAt: '2024-01-01', source: 'form' }
const consent = (data: object): Asked => ['GiveMarketingConsent', { personId: 'pekka', channel: 'email', ...data }]
const ban: Asked = ['SetMarketingBan', { personId: 'pekka', channel: 'email' }]

describe('consent', () => {
  test('4-P9b requireConsentEvidence: true takes none without evidence', () => {
    given(pekka)
      .when(...consent({}))
      .isRefused('ConsentEvidenceRequired', { channel: 'email' })
  })

  test('4-P9b requireConsentEvidence: false takes it', () => {
    given(pekka, policy('requireConsentEvidence', false))
      .when(...consent({}))
      .happens(['MarketingConsentGiven', { channel: 'email', evidence: null }])
  })

  test('4-P9c consentLiftsBan: false leaves a ban in force', () => {
    given(pekka, ban)
      .when(...consent({ evidence }))
      .happens(['MarketingConsentGiven', { channel: 'email', evidence: { capturedAt: '2024-01-01', source: 'form' } }])
  })

  test('4-P9c consentLiftsBan: true lifts the ban with it', () => {
    given(pekka, ban, policy('consentLiftsBan', true))
      .when(...consent({ evidence }))
      .happens(
        ['MarketingConsentGiven', { channel: 'email', evidence: { capturedAt: '2024-01-01', source: 'form' } }],
        ['MarketingBanLifted', { channel: 'email', customerId: null, reason: 'consent' }],
      )
  })
})

test('requireBanBinding: false lets a channel be banned before it is bound to a property', () => {
  given(pekka)
    .when(...ban)
    .happens(['MarketingBanSet', { channel: 'email', customerId: null, source: null, reason: null }])
})

test('4-P19 contactLinks: many links a contact to a second company', () => {
  given(acme, beta, pekka, pekkaAtAcme)
    .when('LinkContactToCompany', { personId: 'pekka', customerId: 'beta' })
    .happens(['ContactLinkedToCompany', { customerId: 'beta' }])
})
