import { describe, test } from 'vitest'
import { acme, given, type NamedCommand, pekka, pekkaAtAcme, policy } from '../given.js'

const about = (data: object = {}) => ({ personId: 'pekka', channel: 'email', ...data })
const consent = (capturedAt: string, data: object = {}): NamedCommand => [
  'GiveMarketingConsent',
  about({ evidence: { capturedAt, source: 'form' }, ...data }),
]
const refusal = (data: object = {}): NamedCommand => ['WithdrawMarketingConsent', about(data)]
const siiri: NamedCommand = ['RegisterPrivateCustomer', { personId: 'siiri', customerId: 'siiriC', lastName: 'M' }]

describe('a consent', () => {
  test('counts from its date, else from the day it was captured, else from the day it is recorded', () => {
    given(pekka)
      .when(...consent('2024-01-01', { date: '2024-02-01' }))
      .happens([
        'MarketingConsentGiven',
        { date: '2024-02-01', channel: 'email', evidence: { capturedAt: '2024-01-01', source: 'form' } },
      ])
    given(pekka)
      .when(...consent('2024-01-01'))
      .happens([
        'MarketingConsentGiven',
        { date: '2024-01-01', channel: 'email', evidence: { capturedAt: '2024-01-01', source: 'form' } },
      ])
    given(pekka)
      .when(...consent('2023-12-31T22:30:00Z'))
      .happens([
        'MarketingConsentGiven',
        { date: '2024-01-01', channel: 'email', evidence: { capturedAt: '2023-12-31T22:30:00Z', source: 'form' } },
      ])
    given(pekka)
      .when(...consent('at the fair'))
      .happens([
        'MarketingConsentGiven',
        { date: '2024-03-15', channel: 'email', evidence: { capturedAt: 'at the fair', source: 'form' } },
      ])
  })
  test('older than a refusal is recorded once', () => {
    const old = consent('2023-01-01')
    given(pekka, consent('2024-01-01'), refusal())
      .when(...old)
      .happens([
        'MarketingConsentGiven',
        { date: '2023-01-01', channel: 'email', evidence: { capturedAt: '2023-01-01', source: 'form' } },
      ])
    given(pekka, consent('2024-01-01'), refusal(), old)
      .when(...old)
      .changesNothing()
  })
  test('can be given again from the day after it was withdrawn', () => {
    const bare: NamedCommand = ['GiveMarketingConsent', about()]
    given(pekka, policy('requireConsentEvidence', false), bare, refusal())
      .when(...bare, { today: '2024-03-16' })
      .happens(['MarketingConsentGiven', { channel: 'email', date: '2024-03-16', evidence: null }])
  })
  test('without a date changes nothing while a consent is in force, on any day', () => {
    const bare: NamedCommand = ['GiveMarketingConsent', about()]
    const world = given(pekka, policy('requireConsentEvidence', false), bare)
    world.when(...bare, { today: '2024-04-01' }).changesNothing()
  })
  test('is the same for both records of a private customer', () => {
    const evidence = { capturedAt: '2024-01-01', source: 'form' }
    const given1: NamedCommand = ['GiveMarketingConsent', { personId: 'siiri', channel: 'email', evidence }]
    given(siiri, given1)
      .when('GiveMarketingConsent', { customerId: 'siiriC', channel: 'email', evidence })
      .changesNothing()
    given(siiri, given1)
      .when('WithdrawMarketingConsent', { customerId: 'siiriC', channel: 'email' })
      .happens(['MarketingConsentWithdrawn', { channel: 'email', date: '2024-03-15', reason: null }])
  })
})

describe('a refusal', () => {
  test('P25 of marketing withdraws a recorded consent; without one it is rejected', () => {
    given(pekka)
      .when(...refusal())
      .isRefused('ConsentNotGiven', { channel: 'email' })
    given(pekka)
      .when(...refusal({ date: '2023-01-01' }))
      .isRefused('ConsentNotGiven', { channel: 'email' })
    given(pekka, consent('2024-01-01'), refusal())
      .when(...refusal())
      .isRefused('ConsentNotGiven', { channel: 'email' })
  })
  test('of a person withdraws the consent of a company of the person', () => {
    const companys: NamedCommand = [
      'GiveMarketingConsent',
      { customerId: 'acme', channel: 'email', evidence: { capturedAt: '2024-01-01', source: 'contract' } },
    ]
    given(acme, pekka, companys)
      .when(...refusal())
      .isRefused('ConsentNotGiven')
    given(acme, pekka, pekkaAtAcme, companys)
      .when(...refusal())
      .happens(['MarketingConsentWithdrawn', { channel: 'email', date: '2024-03-15', reason: null }])
  })
  test('with a date is recorded once if there is a consent of any day', () => {
    const old = refusal({ date: '2023-01-01' })
    given(pekka, consent('2024-01-01'), refusal())
      .when(...old)
      .happens(['MarketingConsentWithdrawn', { date: '2023-01-01', channel: 'email', reason: null }])
    given(pekka, consent('2024-01-01'), old)
      .when(...old)
      .changesNothing()
  })
})
