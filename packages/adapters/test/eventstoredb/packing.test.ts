import * as fc from 'fast-check'
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js'
import { expect, test } from 'vitest'
import { packBySize } from '../../src/stores/eventstoredb/writing/packing.js'

const most = 10
const sum = (sizes: readonly number[]): number => sizes.reduce((total, size) => total + size, 0)

const packedOf = (sizes: readonly number[]) =>
  isNonEmpty(sizes) ? packBySize(sizes, most, (size) => size) : expect.fail('Nothing to pack.')

const sizes = fc.array(fc.nat(15), { minLength: 1, maxLength: 30 })

test('packing keeps every value, in order', () => {
  fc.assert(
    fc.property(sizes, (given) => {
      expect(packedOf(given).flat()).toEqual(given)
    }),
  )
})

test('no group is too large unless a single value is, and none has room for the next value', () => {
  fc.assert(
    fc.property(sizes, (given) => {
      const groups = packedOf(given)
      for (const [index, group] of groups.entries()) {
        if (group.length > 1) expect(sum(group)).toBeLessThanOrEqual(most)
        const next = groups[index + 1]
        if (next !== undefined) expect(sum(group) + next[0]).toBeGreaterThan(most)
      }
    }),
  )
})
