import { type Evidence, initialSettings, type Statement, standardPolicies } from '@clientele/domain'
import { describe, expect, test } from 'vitest'
import { mergeStatements } from '../../src/rules/merging/permissions.js'

const statement = (kind: Statement['kind'], date: string, data: Partial<Statement> = {}): Statement => ({
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

const merged = (survivor: readonly Statement[], duplicate: readonly Statement[], policies = standardPolicies) =>
  mergeStatements(policies, { statements: survivor }, { statements: duplicate }, { today }).map(({ type, data }) => [
    type,
    (data as { readonly date?: string }).date,
  ])

describe('mergePermissions: mostRestrictive', () => {
  test('dates bans in force with the day of the merge, and future ones with their own', () => {
    expect(merged([statement('lift', '2024-01-01')], [statement('ban', '2023-01-01')])).toEqual([
      ['MarketingBanSet', today],
    ])
    expect(merged([], [statement('ban', '2030-01-01')])).toEqual([['MarketingBanSet', '2030-01-01']])
    expect(merged([], [statement('ban', '2030-01-01'), statement('ban', '2023-01-01')])).toEqual([
      ['MarketingBanSet', today],
    ])
    const refused = [statement('consent', '2023-01-01'), statement('withdrawal', '2023-02-01')]
    expect(merged([statement('consent', '2024-01-01')], refused)).toEqual([['MarketingConsentWithdrawn', today]])
    expect(merged([], refused)).toEqual([['MarketingConsentWithdrawn', today]])
  })
  test('adds no ban that the survivor has, and no consent', () => {
    expect(merged([statement('ban', '2024-01-01')], [statement('ban', '2023-01-01')])).toEqual([])
    expect(merged([statement('withdrawal', '2024-01-01')], [statement('withdrawal', '2023-01-01')])).toEqual([])
    expect(merged([statement('consent', '2023-01-01')], [statement('consent', '2024-01-01')])).toEqual([])
    expect(merged([], [statement('consent', '2024-01-01')])).toEqual([])
  })
  test('takes over a ban that the survivor has only until a future lift', () => {
    const survivor = [statement('ban', '2023-01-01'), statement('lift', '2030-01-01')]
    expect(merged(survivor, [statement('ban', '2023-01-01')])).toEqual([['MarketingBanSet', '2030-01-01']])
  })
  test('keeps refusals of the duplicate despite a future lift or consent of the survivor', () => {
    expect(merged([statement('lift', '2030-01-01')], [statement('ban', '2023-01-01')])).toEqual([
      ['MarketingBanSet', today],
      ['MarketingBanSet', '2030-01-01'],
    ])
    expect(merged([statement('consent', '2030-01-01')], [statement('withdrawal', '2023-01-01')])).toEqual([
      ['MarketingConsentWithdrawn', today],
      ['MarketingConsentWithdrawn', '2030-01-01'],
    ])
  })
  test('takes over a ban that a property of the duplicate stands for', () => {
    const traits = {
      properties: [{ propertyNo: 5, customerId: null }],
      categories: [],
      assignedAt: new Map([['5 ', '2024-01-01T09:00:00.000Z']]),
    }
    const numbers = { ...initialSettings.numbers, NO_EMAIL: 5 }
    const [ban] = mergeStatements(standardPolicies, { statements: [] }, { statements: [], traits }, { today, numbers })
    expect(ban).toEqual({
      type: 'MarketingBanSet',
      data: { channel: 'email', customerId: null, source: 'contactProperty', reason: 'merge', date: today },
    })
  })
})

describe('mergePermissions: latestWins', () => {
  const evidence: Evidence = { capturedAt: '2024-02-01', source: 'form' }

  test('follows and keeps the date of a statement; on the same day a refusal wins', () => {
    const consent = statement('consent', '2024-02-01', { evidence })
    expect(merged([statement('withdrawal', '2024-01-01')], [consent], latestWins)).toEqual([
      ['MarketingConsentGiven', '2024-02-01'],
    ])
    expect(merged([statement('withdrawal', '2024-02-01')], [consent], latestWins)).toEqual([])
    expect(merged([consent], [statement('withdrawal', '2024-02-01')], latestWins)).toEqual([
      ['MarketingConsentWithdrawn', '2024-02-01'],
    ])
  })
  test('lets a newer lift of the survivor decide', () => {
    expect(merged([statement('lift', '2024-01-01')], [statement('ban', '2023-01-01')], latestWins)).toEqual([])
    expect(merged([statement('lift', '2022-01-01')], [statement('ban', '2023-01-01')], latestWins)).toEqual([
      ['MarketingBanSet', '2023-01-01'],
    ])
  })
})
