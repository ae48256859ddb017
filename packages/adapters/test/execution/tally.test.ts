import { describe, expect, test } from 'vitest'
import { createTally } from '../../src/runtime/parts/tally.js'

const sum = (counts: readonly unknown[]): number => counts.reduce<number>((all, count) => all + Number(count), 0)

describe('a tally over many streams', () => {
  test('sums up all of them except the excluded ones, after any updates and removals', () => {
    const tally = createTally(sum)
    for (let n = 0; n < 1_000; n += 1) tally.set(`thing-${n}`, 1)
    expect(sum(tally.countsExcept([]))).toBe(1_000)
    tally.set('thing-5', 10)
    tally.remove('thing-999')
    tally.remove('nothing')
    expect(sum(tally.countsExcept([]))).toBe(1_008)
    expect(sum(tally.countsExcept(['thing-5', 'thing-400', 'nothing']))).toBe(997)
    tally.clear()
    expect(tally.countsExcept([])).toEqual([])
  })

  test('is recomputed only where it changed', () => {
    let added = 0
    const tally = createTally((counts) => {
      added += counts.length
      return sum(counts)
    })
    for (let n = 0; n < 100_000; n += 1) tally.set(`thing-${n}`, 1)
    for (let part = 0; part < 100; part += 1) {
      const stream = `thing-${part * 900}`
      expect(sum(tally.countsExcept([stream]))).toBe(100_000 - part - 1)
      tally.remove(stream)
    }
    expect(added).toBeLessThan(100_000 + 100 * 300)
  })
})
