import { describe, test } from 'vitest'
import { acme, beta, given, type NamedCommand, pekka, pekkaAtAcme, policy } from '../given.js'

const about = (data: object = {}) => ({ personId: 'pekka', channel: 'email', ...data })
const ban = (data: object = {}): NamedCommand => ['SetMarketingBan', about(data)]
const lift = (data: object = {}): NamedCommand => ['LiftMarketingBan', about(data)]
const consent = (capturedAt: string): NamedCommand => [
  'GiveMarketingConsent',
  about({ evidence: { capturedAt, source: 'form' } }),
]

describe('a ban', () => {
  test('counts from its date, by default the day it is set', () => {
    given(pekka)
      .when(...ban())
      .happens([
        'MarketingBanSet',
        { date: '2024-03-15', channel: 'email', customerId: null, source: null, reason: null },
      ])
    given(pekka)
      .when(...ban({ date: '2023-01-02' }))
      .happens([
        'MarketingBanSet',
        { date: '2023-01-02', channel: 'email', customerId: null, source: null, reason: null },
      ])
  })
  test('with another date is recorded, newer or older; the same ban changes nothing', () => {
    const first = ban({ date: '2023-01-02', source: 'phone' })
    given(pekka, first)
      .when(...first)
      .changesNothing()
    given(pekka, first, ban({ date: '2024-01-02' }))
      .when(...first)
      .changesNothing()
    for (const date of ['2022-01-01', '2024-01-01'])
      given(pekka, first)
        .when(...ban({ date, source: 'phone' }))
        .happens(['MarketingBanSet', { date, channel: 'email', customerId: null, source: 'phone', reason: null }])
  })
  test('for a future day does not prevent one for today', () => {
    given(pekka, ban({ date: '2030-01-01' }))
      .when(...ban())
      .happens([
        'MarketingBanSet',
        { date: '2024-03-15', channel: 'email', customerId: null, source: null, reason: null },
      ])
  })
  test('can be set again on the day it was lifted', () => {
    given(pekka, ban(), lift())
      .when(...ban())
      .happens([
        'MarketingBanSet',
        { date: '2024-03-15', channel: 'email', customerId: null, source: null, reason: null },
      ])
    given(pekka, ban({ date: '2024-03-15' }), lift({ date: '2024-03-15' }))
      .when(...ban({ date: '2024-03-15' }))
      .happens([
        'MarketingBanSet',
        { channel: 'email', customerId: null, source: null, reason: null, date: '2024-03-15' },
      ])
  })
})

describe('lifting a ban', () => {
  test('without a date ends a ban in force', () => {
    given(pekka, ban({ date: '2023-01-02' }))
      .when(...lift())
      .happens([
        'MarketingBanLifted',
        { date: '2024-03-15', channel: 'email', customerId: null, source: null, reason: null },
      ])
    given(pekka, ban({ date: '2030-01-02' }))
      .when(...lift())
      .isRefused('MarketingBanNotSet', { channel: 'email' })
  })
  test('with a date is recorded once if there is a ban that is not newer', () => {
    const lifted = lift({ date: '2023-06-01' })
    given(pekka, ban({ date: '2023-01-02' }), ban({ date: '2024-01-01' }))
      .when(...lifted)
      .happens([
        'MarketingBanLifted',
        { date: '2023-06-01', channel: 'email', customerId: null, source: null, reason: null },
      ])
    given(pekka, ban({ date: '2024-01-01' }))
      .when(...lifted)
      .isRefused('MarketingBanNotSet')
    given(pekka, ban({ date: '2023-01-02' }), lifted)
      .when(...lifted)
      .changesNothing()
  })
  test('ends bans of the same scope only', () => {
    given(acme, pekka, pekkaAtAcme, ban())
      .when(...lift({ customerId: 'acme' }))
      .isRefused('MarketingBanNotSet')
  })
})

describe('4-P9c consentLiftsBan: true', () => {
  const lifting = policy('consentLiftsBan', true)

  test('lifts bans that are not newer, dated like the consent', () => {
    given(pekka, lifting, ban({ date: '2024-01-01' }), ban({ date: '2023-01-01' }), ban({ date: '2024-03-01' }))
      .when(...consent('2024-02-01'))
      .happens(
        [
          'MarketingConsentGiven',
          { channel: 'email', date: '2024-02-01', evidence: { capturedAt: '2024-02-01', source: 'form' } },
        ],
        ['MarketingBanLifted', { date: '2024-02-01', reason: 'consent', channel: 'email', customerId: null }],
      )
  })
  test('lifts an older ban that is recorded later', () => {
    given(pekka, lifting, consent('2024-02-01'), ['WithdrawMarketingConsent', about()])
      .when(...ban({ date: '2024-01-01' }))
      .happens(
        ['MarketingBanSet', { date: '2024-01-01', channel: 'email', customerId: null, source: null, reason: null }],
        ['MarketingBanLifted', { date: '2024-02-01', channel: 'email', customerId: null, reason: 'consent' }],
      )
    given(pekka, lifting, consent('2024-02-01'))
      .when(...ban({ date: '2024-02-01' }))
      .happens([
        'MarketingBanSet',
        { date: '2024-02-01', channel: 'email', customerId: null, source: null, reason: null },
      ])
  })
  test('lifts the bans of the person of a private customer', () => {
    const siiri: NamedCommand = ['RegisterPrivateCustomer', { personId: 'siiri', customerId: 'siiriC', lastName: 'M' }]
    const evidence = { capturedAt: '2024-03-15', source: 'form' }
    given(siiri, ['SetMarketingBan', { personId: 'siiri', channel: 'email' }], lifting)
      .when('GiveMarketingConsent', { customerId: 'siiriC', channel: 'email', evidence })
      .happens(
        [
          'MarketingConsentGiven',
          { channel: 'email', date: '2024-03-15', evidence: { capturedAt: '2024-03-15', source: 'form' } },
        ],
        ['MarketingBanLifted', { channel: 'email', customerId: null, reason: 'consent', date: '2024-03-15' }],
      )
  })
})

describe('a ban at a customer', () => {
  const at = (customerId: string): NamedCommand => [
    'SetMarketingBan',
    { personId: 'pekka', channel: 'email', customerId },
  ]
  test('needs an existing customer; for a merged one the rejection names the survivor', () => {
    given(pekka)
      .when(...at('acme'))
      .isRefused('CustomerNotFound', { customerId: 'acme' })
    given(pekka, acme, beta, ['MergeCustomers', { survivorId: 'acme', duplicateId: 'beta' }])
      .when(...at('beta'))
      .isRefused('CustomerWasMerged', { customerId: 'beta', survivorId: 'acme' })
    given(pekka, acme, ['ArchiveCustomer', { customerId: 'acme' }])
      .when(...at('acme'))
      .happens([
        'MarketingBanSet',
        { customerId: 'acme', channel: 'email', source: null, reason: null, date: '2024-03-15' },
      ])
  })
})
