import { describe, expect, test } from 'vitest'
import {
  covers,
  endsBy,
  hasDays,
  type Interval,
  overlaps,
  sameInterval,
  startsFrom,
} from '../../src/kernel/values/interval.js'

const days = (from: string | null, until: string | null): Interval => ({ from, until })
const [first, second, third] = ['2024-01-01', '2024-01-02', '2024-01-03']
const ever = days(null, null)

describe('an interval', () => {
  test('has days unless it ends on or before its start', () => {
    expect([days(first, second), days(first, null), days(null, first), ever].map(hasDays)).toEqual([
      true,
      true,
      true,
      true,
    ])
    expect([days(first, first), days(second, first)].map(hasDays)).toEqual([false, false])
  })
  test('covers its first day and not the day on which it ends', () => {
    const one = days(first, second)
    expect([covers(one, first), covers(one, second), covers(one, '2023-12-31')]).toEqual([true, false, false])
    expect([covers(days(null, second), first), covers(days(first, null), third), covers(ever, first)]).toEqual([
      true,
      true,
      true,
    ])
    expect([covers(days(null, second), second), covers(days(second, null), first)]).toEqual([false, false])
  })
  test('overlaps another if they share a day', () => {
    const pairs: readonly (readonly [Interval, Interval, boolean])[] = [
      [days(first, second), days(second, third), false],
      [days(first, third), days(second, null), true],
      [days(null, second), days(second, null), false],
      [days(null, second), days(first, null), true],
      [ever, days(first, second), true],
      [days(first, null), days(third, null), true],
      [days(null, first), days(null, third), true],
      [days(first, second), days(first, second), true],
    ]
    for (const [one, other, expected] of pairs)
      expect([overlaps(one, other), overlaps(other, one)]).toEqual([expected, expected])
  })
  test('equals one of the same days', () => {
    expect(sameInterval(days(first, second), days(first, second))).toBe(true)
    expect(sameInterval(days(first, second), days(first, third))).toBe(false)
    expect(sameInterval(days(first, second), days(null, second))).toBe(false)
  })
  test('has ended by a day on or after its end, and starts from a day on or before its first', () => {
    expect([endsBy(days(first, second), second), endsBy(days(first, third), second), endsBy(ever, third)]).toEqual([
      true,
      false,
      false,
    ])
    expect([
      startsFrom(days(second, null), second),
      startsFrom(days(first, null), second),
      startsFrom(ever, first),
    ]).toEqual([true, false, false])
    expect([startsFrom(days(third, null), second), endsBy(days(null, first), second)]).toEqual([true, true])
  })
})
