import { fc, it } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import { derived } from '../../src/indexes/derived.js'

type Row = { readonly id: string; readonly count: number }

const keyOf = ({ id }: Row): string => id

const change = (before: Row | null, after: Row | null) => ({ table: 'rows', key: 'key', before, after })

const sumOf = (rows: readonly Row[], finish: () => void = () => undefined) =>
  derived<Row, { sum: number; builds: number }>({
    from: { rows: () => rows, keyOf },
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
  test('is built from the current rows on first use, and once', () => {
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
  test('is built from the current rows again after it was cleared', () => {
    const rows = [{ id: 'a', count: 1 }]
    const sum = sumOf(rows)
    sum.state()
    rows[0] = { id: 'a', count: 7 }
    sum.clear()
    expect(sum.state().sum).toBe(7)
  })
  test('uses its own `replace` if it has one', () => {
    const seen: string[] = []
    const names = derived<Row, { readonly ids: Set<string> }>({
      from: { rows: () => [], keyOf },
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
  const rowsOf = (count: number): Map<string, Row> =>
    new Map(Array.from({ length: count }, (_, at) => [`r${at}`, { id: `r${at}`, count: at }]))

  /** Sums up the rows, so that a row added twice, or never, makes a difference. */
  const sumIn = (rows: ReadonlyMap<string, Row>) =>
    derived<Row, { sum: number; size: number }>({
      from: { rows: () => rows.values(), keyOf },
      make: () => ({ sum: 0, size: 0 }),
      add: (state, { count }) => {
        state.sum += count
        state.size += 1
      },
      remove: (state, { count }) => {
        state.sum -= count
        state.size -= 1
      },
    })

  const end = (steps: Generator<void, boolean>): boolean => {
    for (let next = steps.next(); ; next = steps.next()) if (next.done) return next.value
  }

  const changeOfRow = fc.record({ at: fc.nat(6_999), count: fc.option(fc.nat(9), { nil: null }) })

  it.prop([fc.array(fc.array(changeOfRow, { maxLength: 6 }), { maxLength: 4 }), fc.nat(9)])(
    'equals one built without steps, despite changes, removals and queries meanwhile',
    (between, asked) => {
      const rows = rowsOf(5_000)
      const sum = sumIn(rows)
      const steps = sum.prepare()
      for (const [at, changes] of between.entries()) {
        if (at === asked) sum.state()
        steps.next()
        for (const { at: number, count } of changes) {
          const key = `r${number}`
          const before = rows.get(key) ?? null
          const after = count === null ? null : { id: key, count }
          if (after === null) rows.delete(key)
          else rows.set(key, after)
          if (before !== null || after !== null) sum.changed({ table: 'rows', key, before, after })
        }
      }
      for (const _ of steps);
      expect(sum.state()).toEqual(sumIn(rows).state())
    },
  )
  test('is built at once if it is used earlier, and only once', () => {
    const sum = sumIn(rowsOf(5_000))
    const steps = sum.prepare()
    steps.next()
    const state = sum.state()
    expect([state.size, end(steps), sum.state() === state, end(sum.prepare())]).toEqual([5_000, true, true, true])
  })
  test('is not built when it is cleared meanwhile', () => {
    const sum = sumIn(rowsOf(5_000))
    const steps = sum.prepare()
    steps.next()
    sum.clear()
    expect(end(steps)).toBe(false)
    expect(sum.state().size).toBe(5_000)
  })
})
