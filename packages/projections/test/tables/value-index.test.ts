import { describe, expect, test } from 'vitest'
import { growthOf } from '../../../../test/growing.js'
import { createTable } from '../../src/tables/table.js'

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

describe('rows with one value, when there are many', () => {
  // Few changes are applied one by one, many are merged; a row may come back.
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

  test('are all found if the index is built in steps while rows are added, changed and removed', () => {
    const table = filled(9_000)
    const steps = table.prepare('group')[Symbol.iterator]()
    let n = 0
    for (; steps.next().done !== true; n += 1) {
      table.patch(`k${3 * n}`, { group: 'b' })
      table.patch(`k${8_998 - 3 * n}`, { group: 'a' })
      table.remove(`k${4_000 + n}`)
      table.put({ key: `new${n}`, group: 'a' })
    }
    expect(n).toBeGreaterThan(5)
    for (const group of ['a', 'b']) {
      const expected = Array.from(table.rows()).filter((row) => row.group === group)
      expect([...table.rowsWhere('group', group)]).toEqual(expected)
    }
  })

  test('are iterated while rows are added and removed, without missing any that stays', () => {
    const table = filled(9_000)
    const taken: string[] = []
    for (const { key } of table.rowsWhere('group', 'a')) {
      taken.push(key)
      if (taken.length % 10 === 0) {
        table.patch(key, { group: 'b' })
        expect([...table.keysWhere('group', 'a')]).toHaveLength(3_000 - taken.length / 10)
      }
    }
    expect(taken).toEqual(inGroup(9_000, 'a', new Map()))
  })

  test('can be removed and added again any number of times, and are found once', () => {
    const table = filled(6_000)
    expect([...table.keysWhere('group', 'a')]).toHaveLength(2_000)
    for (let n = 0; n < 20_000; n += 1) table.patch(`k${3 * (n % 7)}`, { group: n % 2 === 0 ? 'c' : 'a' })
    const now = Array.from(table.rows()).filter(({ group }) => group === 'a')
    expect([...table.rowsWhere('group', 'a')]).toEqual(now)
  })

  test('can all be replaced, page after page', () => {
    const table = filled(5_000)
    for (let n = 0; n < 5_000; n += 1) {
      table.remove(`k${n}`)
      table.put({ key: `k${5_000 + n}`, group: 'a' })
      if (n === 2_500) expect([...table.rows()]).toHaveLength(5_000)
    }
    expect([...table.keysWhere('group', 'a')]).toEqual(Array.from({ length: 5_000 }, (_, n) => `k${5_000 + n}`))
    expect([...table.keysWhere('group', 'b')]).toEqual([])
    expect(table.size).toBe(5_000)
  })

  test('can all be removed, first to last, in linear time', () => {
    const leaving = (count: number) => (): void => {
      const table = filled(count)
      expect([...table.keysWhere('group', 'a')].length).toBeGreaterThan(0)
      for (let n = 0; n < count; n += 3) table.patch(`k${n}`, { group: 'b' })
      expect([...table.keysWhere('group', 'a')]).toEqual([])
      expect([...table.keysWhere('group', 'b')]).toHaveLength(count)
    }
    // It would be 256 times as much if each removal moved the rest of the list.
    expect(growthOf(leaving(10_000), leaving(160_000))).toBeLessThan(16 * 5)
  })
})
