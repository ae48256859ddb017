import { fc, it } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { forEachBit } from '../../src/data-structures/bit-set.js'
import { createIntervalIndex } from '../../src/data-structures/interval-index.js'

type Entry = readonly [subject: number, key: number, from: number, until: number]

const entry = fc.tuple(fc.nat(6), fc.nat(2), fc.nat(9), fc.nat(9))
const steps = fc.array(fc.tuple(fc.boolean(), entry), { maxLength: 80 })

const textsOf = (entries: readonly Entry[]): readonly string[] => entries.map((one) => one.join()).sort()

describe.each([Int32Array, Float64Array])('intervals in columns of %o', (times) => {
  it.prop([steps, entry])('are exactly those added and not removed', (changes, [, key, from, until]) => {
    const index = createIntervalIndex<Int32Array | Float64Array>(times)
    const expected: Entry[] = []
    for (const [isAdded, one] of changes) {
      const [subject, key, from, until] = one
      index[isAdded ? 'add' : 'remove'](subject, { key, from, until })
      const at = expected.findIndex((other) => other.join() === one.join())
      if (isAdded) expected.push(one)
      else if (at !== -1) expected.splice(at, 1)
    }

    const all: Entry[] = []
    index.forEach((...one) => void all.push(one))
    expect(textsOf(all)).toEqual(textsOf(expected))

    const found: number[] = []
    forEachBit(index.during({ key, from, until }), (subject) => found.push(subject))
    const overlapping = expected.filter((one) => one[1] === key && one[2] < until && from < one[3])
    expect(found).toEqual([...new Set(overlapping.map(([subject]) => subject))].sort())
  })
})
