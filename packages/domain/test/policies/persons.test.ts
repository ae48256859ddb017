import { describe, test } from 'vitest'
import { acme, beta, given, type NamedCommand, pekka, pekkaAtAcme, policy } from '../given.js'

const evidence = { capturedAt: '2024-01-01', source: 'form' }
const consent = (data: object): NamedCommand => [
  'GiveMarketingConsent',
  { personId: 'pekka', channel: 'email', ...data },
]
const ban: NamedCommand = ['SetMarketingBan', { personId: 'pekka', channel: 'email' }]

describe('consent', () => {
  test('4-P9b requireConsentEvidence: true refuses a consent without evidence', () => {
    given(pekka)
      .when(...consent({}))
      .isRefused('ConsentEvidenceRequired', { channel: 'email' })
  })

  test('4-P9b requireConsentEvidence: false accepts a consent without evidence', () => {
    given(pekka, policy('requireConsentEvidence', false))
      .when(...consent({}))
      .happens(['MarketingConsentGiven', { channel: 'email', date: '2024-03-15', evidence: null }])
  })

  test('4-P9c consentLiftsBan: false leaves a ban in force', () => {
    given(pekka, ban)
      .when(...consent({ evidence }))
      .happens([
        'MarketingConsentGiven',
        { channel: 'email', date: '2024-01-01', evidence: { capturedAt: '2024-01-01', source: 'form' } },
      ])
  })

  test('4-P9c consentLiftsBan: true lifts the ban, unless the ban is newer', () => {
    const lifting = given(pekka, ban, policy('consentLiftsBan', true))
    lifting
      .when(...consent({ evidence }))
      .happens([
        'MarketingConsentGiven',
        { channel: 'email', date: '2024-01-01', evidence: { capturedAt: '2024-01-01', source: 'form' } },
      ])
    lifting
      .when(...consent({ evidence: { ...evidence, capturedAt: '2024-03-15' } }))
      .happens(
        [
          'MarketingConsentGiven',
          { channel: 'email', date: '2024-03-15', evidence: { capturedAt: '2024-03-15', source: 'form' } },
        ],
        ['MarketingBanLifted', { channel: 'email', customerId: null, reason: 'consent', date: '2024-03-15' }],
      )
  })
})

test('requireBanBinding: false lets a channel be banned before it is bound to a property', () => {
  given(pekka)
    .when(...ban)
    .happens([
      'MarketingBanSet',
      { channel: 'email', customerId: null, source: null, reason: null, date: '2024-03-15' },
    ])
})

test('4-P19 contactLinks: many allows a contact a second company', () => {
  given(acme, beta, pekka, pekkaAtAcme)
    .when('LinkContactToCompany', { personId: 'pekka', customerId: 'beta' })
    .happens(['ContactLinkedToCompany', { customerId: 'beta' }])
})
