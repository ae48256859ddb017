import { describe, expect, test } from 'vitest'
import { createTable } from '../src/register/table.js'

type Row = { readonly key: string; readonly group: string | null }

const groupOf = (n: number): string => (n % 3 === 0 ? 'a' : 'b')

const filled = (count: number) => {
  const table = createTable<Row, 'group'>({ name: 'rows', keyOf: ({ key }) => key, indexes: ['group'] })
  for (let n = 0; n < count; n += 1) table.put({ key: `k${n}`, group: groupOf(n) })
  return table
}

const inGroup = (count: number, group: string, moved: ReadonlyMap<number, string>): readonly string[] =>
  Array.from({ length: count }, (_, n) => n)
    .filter((n) => (moved.get(n) ?? groupOf(n)) === group)
    .map((n) => `k${n}`)

const fastest = (work: () => void): number =>
  Math.min(
    ...[1, 2, 3].map(() => {
      const began = performance.now()
      work()
      return performance.now() - began
    }),
  )

describe('rows with one value, when there are many', () => {
  // Few changes are made one by one, many are merged; and a row may come back.
  test.each([3, 40, 900])(
    'are in the order of the table after %i of them moved, each with a question or without',
    (count) => {
      const size = 9_000
      const table = filled(size)
      expect([...table.keysWhere('group', 'a')]).toHaveLength(size / 3)
      const moved = new Map<number, string>()
      for (let n = 0; n < count; n += 1) {
        const number = (n * 7_919) % size
        const to = n % 5 === 4 ? groupOf(number) : n % 2 === 0 ? 'a' : 'b'
        moved.set(number, to)
        table.patch(`k${number}`, { group: n % 7 === 0 ? 'c' : to })
        table.patch(`k${number}`, { group: to })
        if (n % 100 === 99) expect([...table.keysWhere('group', 'a')]).toEqual(inGroup(size, 'a', moved))
      }
      for (const group of ['a', 'b', 'c'])
        expect([...table.keysWhere('group', group)]).toEqual(inGroup(size, group, moved))
    },
  )

  test('can all leave, the first one first, in a time that grows with their number', () => {
    const leaving = (count: number) => (): void => {
      const table = filled(count)
      expect([...table.keysWhere('group', 'a')].length).toBeGreaterThan(0)
      for (let n = 0; n < count; n += 3) table.patch(`k${n}`, { group: 'b' })
      expect([...table.keysWhere('group', 'a')]).toEqual([])
      expect([...table.keysWhere('group', 'b')]).toHaveLength(count)
    }
    expect(fastest(leaving(160_000)) / fastest(leaving(10_000))).toBeLessThan(16 * 4)
  })
})
