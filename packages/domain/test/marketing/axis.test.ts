import type { Statement } from '@clientele/domain'
import { describe, expect, test } from 'vitest'
import { bansInForce, newestConsentOrRefusal, newestOf } from '../../src/model/marketing/axis.js'
import { capturedOn, dayOf } from '../../src/model/marketing/statements.js'

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
const asOf = (day: string) => ({ day, timeZone: 'UTC' })
const sms = { channel: 'sms' } as const
const atAcme = { customerId: 'acme' }

describe('the bans in force on a day', () => {
  const inForce = (statements: readonly Statement[], day = '2024-03-15') =>
    bansInForce(statements, 'email', asOf(day)).map(({ date }) => date)

  test('are those of the channel, dated on or before it', () => {
    const bans = [
      statement('ban', '2024-01-01'),
      statement('ban', '2024-03-15'),
      statement('ban', '2024-03-16'),
      statement('ban', '2024-01-02', sms),
    ]
    expect(inForce(bans)).toEqual(['2024-01-01', '2024-03-15'])
    expect(inForce([])).toEqual([])
  })
  test('are ended by a lift of their scope that is newer, or of the same day and recorded later', () => {
    const [old, lift] = [statement('ban', '2024-01-01'), statement('lift', '2024-02-01')]
    expect(inForce([old, lift])).toEqual([])
    expect(inForce([lift, old])).toEqual([])
    expect(inForce([old, statement('lift', '2024-01-01')])).toEqual([])
    expect(inForce([statement('lift', '2024-01-01'), old])).toEqual(['2024-01-01'])
    expect(inForce([old, statement('lift', '2024-03-16')])).toEqual(['2024-01-01'])
    expect(inForce([old, statement('lift', '2024-02-01', sms)])).toEqual(['2024-01-01'])
    expect(inForce([old, statement('lift', '2024-02-01', atAcme)])).toEqual(['2024-01-01'])
    expect(inForce([statement('ban', '2024-01-01', atAcme), lift])).toEqual(['2024-01-01'])
  })
  test('are ended by the last of several lifts, in whatever order they are recorded', () => {
    const lifts = [statement('lift', '2024-02-01'), statement('lift', '2024-01-15')]
    expect(inForce([statement('ban', '2024-01-20'), ...lifts])).toEqual([])
    expect(
      inForce([statement('ban', '2024-02-01'), statement('lift', '2024-02-01'), statement('lift', '2024-01-01')]),
    ).toEqual([])
    expect(
      inForce([statement('lift', '2024-02-01'), statement('ban', '2024-02-01'), statement('lift', '2024-02-01')]),
    ).toEqual([])
    expect(inForce([...lifts, statement('ban', '2024-02-02')])).toEqual(['2024-02-02'])
    expect(
      inForce([statement('ban', '2024-02-10'), statement('lift', '2024-02-01'), statement('lift', '2024-03-16')]),
    ).toEqual(['2024-02-10'])
  })
})

describe('the newest of some statements', () => {
  test('is that of the latest day, and on one day the one recorded last', () => {
    const [a, b, c] = [
      statement('ban', '2024-01-01'),
      statement('ban', '2024-02-01', { source: 'b' }),
      statement('ban', '2024-02-01', { source: 'c' }),
    ]
    expect([newestOf([a, b, c], 'UTC'), newestOf([c, b, a], 'UTC'), newestOf([], 'UTC')]).toEqual([c, b, null])
  })
})

describe('the latest statement on consent', () => {
  const word = (statements: readonly Statement[], day = '2024-03-15') => {
    const last = newestConsentOrRefusal(statements, 'email', asOf(day))
    return last === null ? null : [last.kind, last.date]
  }
  test('is the newer one, and on the same day a refusal, in whatever order', () => {
    const [yes, no] = [statement('consent', '2024-01-01'), statement('withdrawal', '2024-01-01')]
    for (const both of [
      [yes, no],
      [no, yes],
    ])
      expect(word(both)).toEqual(['withdrawal', '2024-01-01'])
    expect(word([statement('consent', '2024-01-02'), no])).toEqual(['consent', '2024-01-02'])
    expect(word([yes])).toEqual(['consent', '2024-01-01'])
    expect(word([no])).toEqual(['withdrawal', '2024-01-01'])
    expect(word([])).toBeNull()
  })
  test('is that of the channel, dated on or before the day', () => {
    expect(word([statement('consent', '2024-01-01', sms)])).toBeNull()
    expect(word([statement('consent', '2024-03-15'), statement('withdrawal', '2024-03-16')])).toEqual([
      'consent',
      '2024-03-15',
    ])
    expect(word([statement('ban', '2024-01-01'), statement('lift', '2024-01-01')])).toBeNull()
  })
})

describe('the day of a statement', () => {
  const evidence = (capturedAt: string) => ({ capturedAt, source: 'form' })
  test('is its own date, else that of its evidence, else the day of recording', () => {
    const late = { at: '2024-03-01T22:30:00.000Z' }
    expect(dayOf(statement('consent', '2024-01-01', { evidence: evidence('2023-01-01') }), 'UTC')).toBe('2024-01-01')
    expect(dayOf(statement('consent', null, { evidence: evidence('2023-01-01'), ...late }), 'UTC')).toBe('2023-01-01')
    expect(dayOf(statement('consent', null, { evidence: evidence('2023-01-01T22:30:00Z') }), 'Europe/Helsinki')).toBe(
      '2023-01-02',
    )
    expect(dayOf(statement('consent', null, { evidence: evidence('at the fair'), ...late }), 'UTC')).toBe('2024-03-01')
    expect(dayOf(statement('consent', null, late), 'Europe/Helsinki')).toBe('2024-03-02')
    expect([capturedOn(null, 'UTC'), capturedOn(undefined, 'UTC')]).toEqual([null, null])
  })
})
