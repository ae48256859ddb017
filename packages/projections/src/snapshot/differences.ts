import { type ProjectionDifference, projectionDifferences } from '../host/differences.js'
import type { Projections } from '../projections.js'
import type { Table } from '../tables/table.js'

/**
 * A difference between projections: a row of a table, the number of lines of a subject, a register field, or a state of
 * a projection of the host.
 */
export type Difference =
  | { readonly in: 'table'; readonly table: string; readonly key: string }
  | { readonly in: 'history'; readonly kind: string; readonly id: string }
  | { readonly in: 'register'; readonly field: 'position' }
  | ProjectionDifference

type AnyTable = Table<object, string>

const tablesOf = ({ register: { tables } }: Projections): readonly AnyTable[] => Object.values(tables)

const textOf = (row: object | undefined): string | undefined => (row === undefined ? undefined : JSON.stringify(row))

function* inTable(name: string, rows: ReadonlyMap<string, object>, other: AnyTable): Iterable<Difference | null> {
  for (const [key, row] of rows) yield textOf(row) === textOf(other.get(key)) ? null : { in: 'table', table: name, key }
  for (const row of other.rows()) {
    const key = other.keyOf(row)
    yield rows.has(key) ? null : { in: 'table', table: name, key }
  }
}

type Counts = ReadonlyMap<string, number>

function* inHistory(mine: Counts, others: Counts): Iterable<Difference | null> {
  for (const subject of new Set([...mine.keys(), ...others.keys()])) {
    const [kind = '', id = ''] = subject.split('\t')
    yield mine.get(subject) === others.get(subject) ? null : { in: 'history', kind, id }
  }
}

const inRegister = ({ register: mine }: Projections, { register: others }: Projections): readonly Difference[] =>
  mine.position === others.position ? [] : [{ in: 'register', field: 'position' }]

const rowsOf = (table: AnyTable): ReadonlyMap<string, object> =>
  new Map(table.contents().map((row) => [table.keyOf(row), row]))

/**
 * Compares the current projections with others that no longer change. Yields `null` for each equal item, so that the
 * caller can yield to the event loop.
 */
export const differences = (mine: Projections, others: Projections): Iterable<Difference | null> => {
  const tables = tablesOf(mine).map((table) => ({ name: table.name, rows: rowsOf(table) }))
  const counts = mine.history.counts()
  const first = inRegister(mine, others)
  const ofHost = projectionDifferences(mine.host, others.host)
  return (function* () {
    yield* first
    for (const [index, other] of tablesOf(others).entries()) {
      const table = tables[index]
      if (table !== undefined) yield* inTable(table.name, table.rows, other)
    }
    yield* inHistory(counts, others.history.counts())
    for (const compared of ofHost) yield* compared
  })()
}
