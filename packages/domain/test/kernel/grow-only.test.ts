import { describe, expect, test } from 'vitest'
import { growOnlyMap } from '../../src/kernel/values/grow-only.js'
import { nextFreeNumber, noNumbers } from '../../src/model/customer-numbers/issued.js'

describe('a map that only grows', () => {
  const one = growOnlyMap<string, number>().with('a', 1)
  const two = one.with('b', 2)
  const other = one.with('c', 3)

  test('has the entries added before it, in order, and no later ones', () => {
    expect([...two.entries()]).toEqual([
      ['a', 1],
      ['b', 2],
    ])
    expect([...one.entries()]).toEqual([['a', 1]])
    expect([one.size, two.size, one.has('b'), one.get('b'), two.has('b'), two.get('b')]).toEqual([
      1,
      2,
      false,
      undefined,
      true,
      2,
    ])
  })
  test('may be extended in two ways from one version', () => {
    expect([...other.entries()]).toEqual([
      ['a', 1],
      ['c', 3],
    ])
    expect([two.has('c'), two.get('c'), other.has('b'), other.get('c')]).toEqual([false, undefined, false, 3])
    expect([other.with('b', 4).get('b'), two.with('c', 5).get('c'), two.get('b')]).toEqual([4, 5, 2])
  })
  test('keeps an existing entry', () => {
    expect(two.with('a', 9)).toBe(two)
    expect(two.with('a', 9).get('a')).toBe(1)
  })
  test('shares its line with earlier versions, and not with another branch', () => {
    expect(two.line).toBe(one.line)
    expect(other.line).not.toBe(two.line)
  })
})

describe('the lowest number never issued', () => {
  const issued = (...numbers: readonly number[]) =>
    numbers.reduce((all, number) => all.with(number, 'acme'), noNumbers())

  test('is the first from the start on, whatever was queried before', () => {
    const some = issued(1, 2, 3, 5)
    expect([
      nextFreeNumber(some, 1),
      nextFreeNumber(some, 2),
      nextFreeNumber(some, 4),
      nextFreeNumber(some, 5),
      nextFreeNumber(some, 9),
    ]).toEqual([4, 4, 4, 6, 9])
    const more = some.with(4, 'beta')
    expect([nextFreeNumber(more, 1), nextFreeNumber(some, 1), nextFreeNumber(more, 3)]).toEqual([6, 4, 6])
    expect(nextFreeNumber(some.with(6, 'x').with(4, 'y'), 1)).toBe(7)
  })

  test('is found again without scanning every number', () => {
    const many = issued(...Array.from({ length: 100 }, (_, index) => index + 1))
    const looks = (all: typeof many, start: number) => {
      let count = 0
      const counting: typeof many = Object.assign(Object.create(all) as typeof many, {
        has: (number: number) => {
          count += 1
          return all.has(number)
        },
      })
      const found = nextFreeNumber(counting, start)
      return [found, count]
    }
    expect(looks(many, 1)).toEqual([101, 101])
    expect(looks(many, 1)).toEqual([101, 2])
    expect(looks(many, 50)).toEqual([101, 2])
    expect(looks(many.with(101, 'beta'), 1)).toEqual([102, 3])
    expect(looks(many, 1)).toEqual([101, 3])
  })
})
