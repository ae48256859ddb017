import { type Evidence, initialSettings, type Statement, standardPolicies } from '@clientele/domain'
import { describe, expect, test } from 'vitest'
import { mergeStatements } from '../../src/rules/merging/permissions.js'

const statement = (kind: Statement['kind'], date: string | null, data: Partial<Statement> = {}): Statement => ({
  kind,
  channel: 'email',
  customerId: null,
  date,
  at: '2024-03-01T09:00:00.000Z',
  source: null,
  reason: null,
  evidence: null,
  ...data,
})

const today = '2024-03-15'
const latestWins = { ...standardPolicies, mergePermissions: 'latestWins' as const }

const messages = (survivor: readonly Statement[], duplicate: readonly Statement[], policies = standardPolicies) =>
  mergeStatements(policies, { statements: survivor }, { statements: duplicate }, { today })

const merged = (survivor: readonly Statement[], duplicate: readonly Statement[], policies = standardPolicies) =>
  messages(survivor, duplicate, policies).map(({ type, data }) => [type, (data as { readonly date?: string }).date])

const [ban, refusal] = ['MarketingBanSet', 'MarketingConsentWithdrawn']
const sms = { channel: 'sms' } as const
const atAcme = { customerId: 'acme' }

describe('mergePermissions: latestWins considers lifts', () => {
  const old = statement('ban', '2023-01-01')
  test('of the same channel and place, dated on the day of the ban or later', () => {
    expect(merged([statement('lift', '2023-01-01')], [old], latestWins)).toEqual([])
    expect(merged([statement('lift', '2022-12-31')], [old], latestWins)).toEqual([[ban, '2023-01-01']])
    expect(merged([statement('lift', '2024-01-01', sms)], [old], latestWins)).toEqual([[ban, '2023-01-01']])
    expect(merged([statement('lift', '2024-01-01', atAcme)], [old], latestWins)).toEqual([[ban, '2023-01-01']])
    expect(merged([statement('consent', '2024-01-01')], [old], latestWins)).toEqual([[ban, '2023-01-01']])
  })
  test('and takes over every ban that no lift ends, with its date', () => {
    const bans = [statement('ban', '2024-02-01'), statement('ban', '2023-01-01'), statement('ban', '2024-01-01', sms)]
    expect(merged([statement('lift', '2023-06-01')], bans, latestWins)).toEqual([
      [ban, '2024-02-01'],
      [ban, '2024-01-01'],
    ])
    expect(merged([], [statement('ban', '2024-02-01'), statement('ban', '2023-01-01')], latestWins)).toEqual([
      [ban, '2023-01-01'],
      [ban, '2024-02-01'],
    ])
  })
})

describe('mergePermissions: latestWins considers statements on consent', () => {
  const evidence: Evidence = { capturedAt: '2024-02-01', source: 'form' }
  test('separately for each channel', () => {
    const both = [statement('consent', '2024-02-01', { ...sms, evidence }), statement('withdrawal', '2024-02-02')]
    expect(messages([], both, latestWins)).toEqual([
      { type: refusal, data: { channel: 'email', reason: 'merge', date: '2024-02-02' } },
      { type: 'MarketingConsentGiven', data: { channel: 'sms', evidence, date: '2024-02-01' } },
    ])
  })
  test('that differ from the survivor’s, whichever is newer', () => {
    expect(merged([statement('consent', '2024-01-01')], [statement('consent', '2024-02-01')], latestWins)).toEqual([])
    expect(
      merged([statement('withdrawal', '2024-01-01')], [statement('withdrawal', '2024-02-01')], latestWins),
    ).toEqual([])
    expect(merged([statement('consent', '2024-02-01')], [statement('withdrawal', '2024-01-01')], latestWins)).toEqual(
      [],
    )
    expect(merged([statement('consent', '2030-01-01')], [statement('withdrawal', '2029-01-01')], latestWins)).toEqual(
      [],
    )
  })
})

describe('mergePermissions: mostRestrictive takes over a ban', () => {
  test('of a channel and place where the survivor has none', () => {
    expect(merged([statement('ban', '2024-01-01', sms)], [statement('ban', '2023-01-01')])).toEqual([[ban, today]])
    expect(merged([statement('ban', '2024-01-01', atAcme)], [statement('ban', '2023-01-01')])).toEqual([[ban, today]])
    expect(merged([statement('ban', '2024-01-01')], [statement('ban', '2023-01-01', atAcme)])).toEqual([[ban, today]])
  })
  test('of each place once, with the source of the oldest', () => {
    const bans = [
      statement('ban', '2023-02-01', { source: 'phone' }),
      statement('ban', '2023-01-01', { source: 'form' }),
      statement('ban', '2023-03-01', atAcme),
      statement('ban', '2023-03-01', sms),
    ]
    expect(messages([], bans).map(({ data }) => data)).toEqual([
      { channel: 'email', customerId: null, source: 'form', reason: 'merge', date: today },
      { channel: 'email', customerId: 'acme', source: null, reason: 'merge', date: today },
      { channel: 'sms', customerId: null, source: null, reason: 'merge', date: today },
    ])
  })
  test('that the duplicate lifts on a future day only until then', () => {
    const until = [statement('ban', '2023-01-01'), statement('lift', '2030-01-01')]
    expect(merged([], until)).toEqual([[ban, today]])
    expect(merged([statement('ban', '2023-01-01')], until)).toEqual([])
    expect(merged([], [statement('ban', '2023-01-01'), statement('lift', '2024-01-01')])).toEqual([])
  })
  test('despite a future lift of the survivor, if that is for the same place', () => {
    const lift = (data: Partial<Statement> = {}) => statement('lift', '2030-01-01', data)
    expect(merged([lift(sms)], [statement('ban', '2023-01-01')])).toEqual([[ban, today]])
    expect(merged([lift(atAcme)], [statement('ban', '2023-01-01')])).toEqual([[ban, today]])
    expect(merged([lift(), statement('lift', '2029-01-01')], [statement('ban', '2023-01-01')])).toEqual([
      [ban, today],
      [ban, '2030-01-01'],
    ])
    expect(merged([statement('lift', today)], [statement('ban', '2023-01-01')])).toEqual([[ban, today]])
    expect(merged([statement('lift', '2030-01-01')], [statement('ban', '2030-01-01')])).toEqual([[ban, '2030-01-01']])
  })
  test('dated in the time zone of the tenant', () => {
    const late = statement('ban', null, { at: '2030-01-01T22:30:00.000Z' })
    expect(merged([], [late])).toEqual([[ban, '2030-01-02']])
    expect(merged([], [late], { ...standardPolicies, timeZone: 'UTC' })).toEqual([[ban, '2030-01-01']])
  })
})

describe('mergePermissions: mostRestrictive takes over a refusal', () => {
  test('of its channel, dated with the day of the merge or later', () => {
    const refused = [statement('consent', '2023-01-01'), statement('withdrawal', '2023-02-01')]
    expect(merged([statement('withdrawal', '2023-02-01', sms)], refused)).toEqual([[refusal, today]])
    expect(merged([], [statement('withdrawal', '2030-01-01')])).toEqual([[refusal, '2030-01-01']])
    expect(merged([statement('consent', '2030-01-01', sms)], refused)).toEqual([[refusal, today]])
    expect(merged([statement('consent', today)], refused)).toEqual([[refusal, today]])
  })
  test('that the duplicate withdraws on a future day', () => {
    const until = [statement('withdrawal', '2023-02-01'), statement('consent', '2030-01-01')]
    expect(merged([], until)).toEqual([[refusal, today]])
    expect(merged([statement('withdrawal', '2023-02-01')], until)).toEqual([])
  })
  test('of today rather than a future one', () => {
    expect(merged([], [statement('withdrawal', '2023-02-01'), statement('withdrawal', '2030-01-01')])).toEqual([
      [refusal, today],
    ])
  })
  test('of a future day if the survivor refuses today and agrees before then', () => {
    const survivor = [statement('withdrawal', '2023-01-01'), statement('consent', '2029-01-01')]
    expect(merged(survivor, [statement('withdrawal', '2028-01-01')])).toEqual([
      [refusal, '2028-01-01'],
      [refusal, '2029-01-01'],
    ])
  })
})

describe('a ban property of the duplicate', () => {
  const numbers = { ...initialSettings.numbers, NO_EMAIL: 5, NO_SMS: 6 }
  const traits = {
    properties: [
      { propertyNo: 5, customerId: 'acme' },
      { propertyNo: 7, customerId: null },
    ],
    categories: [],
    assignedAt: new Map(['5 acme', '7 '].map((place) => [place, '2024-01-01T09:00:00.000Z'])),
  }
  const duplicate = { statements: [], traits }
  test('becomes a ban at the same place, unless the survivor is banned there', () => {
    expect(mergeStatements(standardPolicies, { statements: [] }, duplicate, { today, numbers })).toEqual([
      {
        type: ban,
        data: { channel: 'email', customerId: 'acme', source: 'contactProperty', reason: 'merge', date: today },
      },
    ])
    const survivor = { statements: [statement('ban', '2024-01-01', atAcme)] }
    expect(mergeStatements(standardPolicies, survivor, duplicate, { today, numbers })).toEqual([])
  })
  test('has no effect without bound numbers, or for a customer', () => {
    expect(mergeStatements(standardPolicies, { statements: [] }, duplicate, { today })).toEqual([])
    const customer = { statements: [], traits: { trackingItems: {}, properties: ['5'] } }
    expect(mergeStatements(standardPolicies, { statements: [] }, customer, { today, numbers })).toEqual([])
  })
})
