import { describe, test } from 'vitest'
import { acme, beta, given, type NamedCommand, pekka, pekkaAtAcme, policy } from '../given.js'

const evidence = { capturedAt: '2024-01-01', source: 'form' }
const agrees = (party: object, channel = 'email', more: object = {}): NamedCommand => [
  'GiveMarketingConsent',
  { ...party, channel, evidence, ...more },
]
const refuses = (party: object, channel = 'email', more: object = {}): NamedCommand => [
  'WithdrawMarketingConsent',
  { ...party, channel, ...more },
]
const [toPekka, toAcme, toSiiri, toSiiriC] = [
  { personId: 'pekka' },
  { customerId: 'acme' },
  { personId: 'siiri' },
  { customerId: 'siiriC' },
]
const siiri: NamedCommand = ['RegisterPrivateCustomer', { personId: 'siiri', customerId: 'siiriC', lastName: 'M' }]
const given_ = (channel: string, date = '2024-01-01') => ['MarketingConsentGiven', { channel, date, evidence }] as const
const taken = (channel: string, date = '2024-03-15') =>
  ['MarketingConsentWithdrawn', { channel, date, reason: null }] as const

describe('a consent of a company', () => {
  test('is withdrawn for a contact of it on the same channel only', () => {
    given(acme, pekka, pekkaAtAcme, agrees(toAcme, 'sms'))
      .when(...refuses(toPekka))
      .isRefused('ConsentNotGiven', { channel: 'email' })
    given(acme, pekka, pekkaAtAcme, agrees(toAcme))
      .when(...refuses(toPekka))
      .happens(taken('email'))
  })
  test('can be withdrawn for a contact of several companies', () => {
    given(
      acme,
      beta,
      pekka,
      pekkaAtAcme,
      ['LinkContactToCompany', { personId: 'pekka', customerId: 'beta' }],
      agrees({ customerId: 'beta' }),
    )
      .when(...refuses(toPekka))
      .happens(taken('email'))
  })
  test('is separate from a consent of a contact of it', () => {
    given(acme, pekka, pekkaAtAcme, agrees(toPekka))
      .when(...agrees(toAcme))
      .happens(given_('email'))
    given(acme, pekka, pekkaAtAcme, agrees(toPekka))
      .when(...refuses(toAcme))
      .isRefused('ConsentNotGiven')
    given(acme, pekka, pekkaAtAcme, agrees(toAcme))
      .when(...agrees(toPekka))
      .happens(given_('email'))
  })
  test('lifts no bans', () => {
    given(policy('consentLiftsBan', true), acme, pekka, pekkaAtAcme, [
      'SetMarketingBan',
      { personId: 'pekka', channel: 'email', date: '2023-01-01' },
    ])
      .when(...agrees(toAcme))
      .happens(given_('email'))
  })
})

describe('a private customer and the person it is', () => {
  test('are one party, whichever record is asked about', () => {
    for (const [one, other] of [
      [toSiiri, toSiiriC],
      [toSiiriC, toSiiri],
    ] as const) {
      given(siiri, agrees(one))
        .when(...agrees(other))
        .changesNothing()
      given(siiri, agrees(one))
        .when(...refuses(other))
        .happens(taken('email'))
      given(siiri, agrees(one), refuses(one))
        .when(...refuses(other))
        .isRefused('ConsentNotGiven')
      given(siiri, agrees(one), refuses(one, 'email', { date: '2024-03-15' }))
        .when(...refuses(other, 'email', { date: '2024-03-15' }))
        .changesNothing()
    }
  })
  test('share bans: a consent ends those of the person if the policy says so, at every place and with the property', () => {
    const lifting = policy('consentLiftsBan', true)
    const ban = (customerId: string | null): NamedCommand => [
      'SetMarketingBan',
      { personId: 'siiri', channel: 'email', customerId, date: '2023-01-01' },
    ]
    const lifted = (customerId: string | null) =>
      ['MarketingBanLifted', { channel: 'email', customerId, reason: 'consent', date: '2024-01-01' }] as const
    for (const party of [toSiiri, toSiiriC])
      given(siiri, acme, lifting, ban(null), ban('acme'))
        .when(...agrees(party))
        .happens(given_('email'), lifted(null), lifted('acme'))
    const property: readonly NamedCommand[] = [
      ['AddContactProperty', { number: 3, name: 'N' }],
      ['AssignContactProperty', { personId: 'siiri', propertyNo: 3 }],
      ['ChangeSetting', { key: 'NO_EMAIL', value: 3 }],
    ]
    given(siiri, lifting, ...property)
      .when(...agrees(toSiiriC))
      .happens(given_('email'))
    given(siiri, lifting, ...property)
      .when(...agrees(toSiiriC, 'email', { date: '2024-03-15' }))
      .happens(given_('email', '2024-03-15'), ['ContactPropertyRemoved', { propertyNo: 3, customerId: null }])
    given(siiri, lifting, ...property)
      .when(...agrees(toSiiriC, 'email', { date: '2024-03-16' }))
      .happens(given_('email', '2024-03-16'))
  })
})

describe('a consent', () => {
  test('in force changes nothing when repeated; a withdrawn one can be given again', () => {
    given(pekka, agrees(toPekka))
      .when(...agrees(toPekka))
      .changesNothing()
    given(pekka, agrees(toPekka), refuses(toPekka, 'email', { date: '2024-02-01' }))
      .when(...agrees(toPekka))
      .changesNothing()
    given(pekka, agrees(toPekka, 'email', { date: '2024-02-01' }))
      .when(...agrees(toPekka, 'email', { date: '2024-02-02' }))
      .happens(given_('email', '2024-02-02'))
    given(pekka, agrees(toPekka, 'email', { date: '2024-02-01' }))
      .when(...agrees(toPekka, 'email', { date: '2024-02-01' }))
      .changesNothing()
  })
  test('with other evidence is recorded, even if one is in force', () => {
    given(pekka, policy('requireConsentEvidence', false), ['GiveMarketingConsent', { ...toPekka, channel: 'email' }])
      .when(...agrees(toPekka))
      .happens(given_('email'))
  })
})

describe('a ban where consents lift bans', () => {
  const lifting = policy('consentLiftsBan', true)
  const ban = (date: string, more: object = {}): NamedCommand => [
    'SetMarketingBan',
    { ...toPekka, channel: 'email', date, ...more },
  ]
  const set = (date: string) =>
    ['MarketingBanSet', { channel: 'email', customerId: null, source: null, reason: null, date }] as const
  const lifted = (date: string) =>
    ['MarketingBanLifted', { channel: 'email', customerId: null, reason: 'consent', date }] as const
  test('is lifted by the first consent that is newer', () => {
    given(
      pekka,
      lifting,
      agrees(toPekka, 'email', { date: '2024-03-01' }),
      agrees(toPekka, 'email', { date: '2024-02-01' }),
    )
      .when(...ban('2024-01-01'))
      .happens(set('2024-01-01'), lifted('2024-02-01'))
    given(pekka, lifting, agrees(toPekka, 'sms', { date: '2024-03-01' }))
      .when(...ban('2024-01-01'))
      .happens(set('2024-01-01'))
    given(pekka, agrees(toPekka, 'email', { date: '2024-03-01' }))
      .when(...ban('2024-01-01'))
      .happens(set('2024-01-01'))
  })
  test('is not lifted while another one of that day is in force', () => {
    given(pekka, lifting, agrees(toPekka, 'email', { date: '2024-02-01' }), ban('2024-02-01'))
      .when(...ban('2024-01-01'))
      .happens(set('2024-01-01'))
  })
  test('is lifted by a consent of the customer that the person is', () => {
    given(siiri, lifting, agrees(toSiiriC, 'email', { date: '2024-02-01' }))
      .when('SetMarketingBan', { personId: 'siiri', channel: 'email', date: '2024-01-01' })
      .happens(set('2024-01-01'), lifted('2024-02-01'))
  })
})
