import { describe, test } from 'vitest'
import { acme, given, type NamedCommand, pekka, pekkaAtAcme, policy } from '../given.js'
import { testGuardOrder } from '../guard-order.js'

const about = (data: object = {}) => ({ personId: 'pekka', channel: 'email', ...data })
const ban = (data: object = {}): NamedCommand => ['SetMarketingBan', about(data)]
const lift = (data: object = {}): NamedCommand => ['LiftMarketingBan', about(data)]
const consent = (data: object = {}): NamedCommand => ['GiveMarketingConsent', about(data)]
const refusal = (data: object = {}): NamedCommand => ['WithdrawMarketingConsent', about(data)]
const bound = policy('requireBanBinding', true)
const strict = policy('redundantCommands', 'reject')
const free = policy('requireConsentEvidence', false)
const evidenced = policy('requireConsentEvidence', true)
const erased: NamedCommand = ['ErasePerson', { personId: 'pekka' }]
const day = { date: '2024-01-01' }

describe('a ban with several problems: the answer says first', () => {
  testGuardOrder([
    [
      'that the person does not exist, though the customer does not either',
      [],
      ban({ customerId: 'x' }),
      'ContactNotFound',
    ],
    [
      'that the customer does not exist, though the channel is not bound',
      [bound, pekka],
      ban({ customerId: 'x' }),
      'CustomerNotFound',
    ],
    [
      'that the channel is not bound, though the ban is set',
      [pekka, strict, ban(), bound],
      ban(),
      'BanChannelNotConfigured',
      { channel: 'email', setting: 'NO_EMAIL' },
    ],
    [
      'that the person is erased, though the lift is recorded already',
      [pekka, ban(day), lift(day), erased],
      lift(day),
      'PersonIsErased',
    ],
    ['that nothing changes for a recorded lift, though there is no ban', [pekka, ban(day), lift(day)], lift(day), null],
  ])
})

describe('a consent with several problems: the answer says first', () => {
  testGuardOrder([
    ['that the person does not exist', [], consent(), 'ContactNotFound'],
    [
      'that the person is erased, though the consent is recorded already',
      [pekka, free, consent(day), erased],
      consent(day),
      'PersonIsErased',
    ],
    [
      'that it has no evidence, though the consent is recorded already',
      [pekka, free, consent(day), evidenced],
      consent(day),
      'ConsentEvidenceRequired',
    ],
    ['that the person does not exist, when withdrawing', [], refusal(), 'ContactNotFound'],
    [
      'that the person is erased, though the consent is withdrawn already',
      [pekka, free, consent(day), refusal(day), erased],
      refusal(day),
      'PersonIsErased',
    ],
    [
      'that the consent is withdrawn already, without a date',
      [pekka, free, consent(day), refusal()],
      refusal(),
      'ConsentNotGiven',
    ],
    [
      'that nothing changes if it was withdrawn on that day',
      [pekka, free, consent(day), refusal({ date: '2024-03-15' })],
      refusal({ date: '2024-03-15' }),
      null,
    ],
  ])
})

describe('a ban or consent', () => {
  const evidence = { capturedAt: '2024-02-01', source: 'form' }
  test('for another channel, place or source is a different one', () => {
    const set = (data: object) => ({
      channel: 'email',
      customerId: null,
      source: null,
      reason: null,
      date: '2024-01-01',
      ...data,
    })
    given(pekka, ban(day))
      .when(...ban({ ...day, channel: 'sms' }))
      .happens(['MarketingBanSet', set({ channel: 'sms' })])
    given(pekka, ban(day))
      .when(...ban({ ...day, source: 'phone' }))
      .happens(['MarketingBanSet', set({ source: 'phone' })])
    given(acme, pekka, pekkaAtAcme, ban(day))
      .when(...ban({ ...day, customerId: 'acme' }))
      .happens(['MarketingBanSet', set({ customerId: 'acme' })])
    given(pekka, consent({ evidence }))
      .when(...consent({ evidence: { ...evidence, source: 'fair' } }))
      .happens([
        'MarketingConsentGiven',
        { channel: 'email', date: '2024-02-01', evidence: { ...evidence, source: 'fair' } },
      ])
    given(pekka, consent({ evidence }))
      .when(...consent({ evidence, channel: 'sms' }))
      .happens(['MarketingConsentGiven', { channel: 'sms', date: '2024-02-01', evidence }])
  })
  test('for another channel is not lifted or withdrawn', () => {
    given(pekka, ban({ channel: 'sms' }))
      .when(...lift())
      .isRefused('MarketingBanNotSet', { channel: 'email' })
    given(pekka, ban({ ...day, channel: 'sms' }))
      .when(...lift(day))
      .isRefused('MarketingBanNotSet', { channel: 'email' })
    given(pekka, consent({ evidence, channel: 'sms' }))
      .when(...refusal())
      .isRefused('ConsentNotGiven', { channel: 'email' })
  })
  test('records its reason and source', () => {
    const explanation = { source: 'phone', reason: 'asked' }
    given(pekka)
      .when(...ban(explanation))
      .happens(['MarketingBanSet', { channel: 'email', customerId: null, date: '2024-03-15', ...explanation }])
    given(pekka, ban())
      .when(...lift(explanation))
      .happens(['MarketingBanLifted', { channel: 'email', customerId: null, date: '2024-03-15', ...explanation }])
    given(pekka, consent({ evidence }))
      .when(...refusal({ reason: 'asked' }))
      .happens(['MarketingConsentWithdrawn', { channel: 'email', date: '2024-03-15', reason: 'asked' }])
  })
})
