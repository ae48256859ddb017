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

describe('a structure that is built in steps', () => {
  const rows = (count: number): readonly Row[] =>
    Array.from({ length: count }, (_, at) => ({ id: `r${at}`, count: at }))

  const idsOf = (all: readonly Row[]) =>
    derived<Row, Map<string, number>>({
      rows: () => all,
      make: () => new Map(),
      add: (state, { id, count }) => void state.set(id, count),
      remove: (state, { id }) => void state.delete(id),
    })

  const end = (steps: Generator<void, boolean>): boolean => {
    for (let next = steps.next(); ; next = steps.next()) if (next.done) return next.value
  }

  test('has the changes that came meanwhile, the last of each row', () => {
    const ids = idsOf(rows(5_000))
    const steps = ids.prepare()
    steps.next()
    ids.changed({ table: 'rows', key: 'r0', before: { id: 'r0', count: 0 }, after: { id: 'r0', count: 7 } })
    ids.changed({ table: 'rows', key: 'r4000', before: { id: 'r4000', count: 4_000 }, after: null })
    ids.changed({ table: 'rows', key: 'x', before: null, after: { id: 'x', count: 1 } })
    ids.changed({ table: 'rows', key: 'x', before: { id: 'x', count: 1 }, after: { id: 'x', count: 2 } })
    expect(end(steps)).toBe(true)
    const state = ids.state()
    expect([state.size, state.get('r0'), state.get('r4000'), state.get('x')]).toEqual([5_000, 7, undefined, 2])
  })
  test('is built at once when it is needed before, and not twice', () => {
    const ids = idsOf(rows(5_000))
    const steps = ids.prepare()
    steps.next()
    const state = ids.state()
    expect([state.size, end(steps), ids.state() === state, end(ids.prepare())]).toEqual([5_000, true, true, true])
  })
  test('is not built when it is cleared meanwhile', () => {
    const ids = idsOf(rows(5_000))
    const steps = ids.prepare()
    steps.next()
    ids.clear()
    expect(end(steps)).toBe(false)
    expect(ids.state().size).toBe(5_000)
  })
})
