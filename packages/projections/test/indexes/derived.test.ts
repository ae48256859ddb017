import { describe, expect, test } from 'vitest'
import { derived } from '../../src/indexes/derived.js'

type Row = { readonly id: string; readonly count: number }

const change = (before: Row | null, after: Row | null) => ({ table: 'rows', key: 'key', before, after })

const sumOf = (rows: readonly Row[], finish: () => void = () => undefined) =>
  derived<Row, { sum: number; builds: number }>({
    rows: () => rows,
    make: () => ({ sum: 0, builds: 1 }),
    add: (state, { count }) => {
      state.sum += count
    },
    remove: (state, { count }) => {
      state.sum -= count
    },
    finish,
  })

describe('a derived structure', () => {
  test('is built from the rows there are when it is first asked for, and once', () => {
    const rows = [{ id: 'a', count: 1 }]
    let builds = 0
    const sum = sumOf(rows, () => {
      builds += 1
    })
    sum.changed(change(null, { id: 'a', count: 1 }))
    rows.push({ id: 'b', count: 2 })
    expect([sum.state().sum, sum.state().sum, builds]).toEqual([3, 3, 1])
  })
  test('follows rows that are added, changed and removed', () => {
    const sum = sumOf([{ id: 'a', count: 1 }])
    sum.state()
    sum.changed(change(null, { id: 'b', count: 10 }))
    sum.changed(change({ id: 'a', count: 1 }, { id: 'a', count: 5 }))
    expect(sum.state().sum).toBe(15)
    sum.changed(change({ id: 'b', count: 10 }, null))
    expect(sum.state().sum).toBe(5)
  })
  test('is built from the rows there are then after it was cleared', () => {
    const rows = [{ id: 'a', count: 1 }]
    const sum = sumOf(rows)
    sum.state()
    rows[0] = { id: 'a', count: 7 }
    sum.clear()
    expect(sum.state().sum).toBe(7)
  })
  test('replaces a row in its own way where it has one', () => {
    const seen: string[] = []
    const names = derived<Row, { readonly ids: Set<string> }>({
      rows: () => [],
      make: () => ({ ids: new Set() }),
      add: (_, { id }) => void seen.push(`add ${id}`),
      remove: (_, { id }) => void seen.push(`remove ${id}`),
      replace: (_, before, after) => void seen.push(`replace ${before.id} ${after.id}`),
    })
    names.state()
    names.changed(change({ id: 'a', count: 1 }, { id: 'b', count: 1 }))
    names.changed(change(null, { id: 'c', count: 1 }))
    names.changed(change({ id: 'c', count: 1 }, null))
    expect(seen).toEqual(['replace a b', 'add c', 'remove c'])
  })
})
