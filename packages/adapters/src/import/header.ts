import type { Columns } from './columns.js'
import type { Refusal } from './kind.js'

/** A header row: where each column is, how wide rows are, and what is wrong with it. */
export type Header = {
  readonly width: number
  readonly positions: ReadonlyMap<string, number>
  readonly problems: readonly Refusal[]
  /** Whether the rows can be read: no column is missing or there twice. */
  readonly isUsable: boolean
}

const shortened = (name: string): string => (name.length <= 60 ? name : `${name.slice(0, 60)}…`)

const duplicates = (names: readonly string[]): readonly Refusal[] =>
  [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].map((column) => ({
    error: 'DuplicateColumn',
    column: shortened(column),
  }))

const missing = (names: ReadonlySet<string>, columns: Columns): readonly Refusal[] =>
  Object.entries(columns)
    .filter(([name, { must }]) => must !== 'none' && !names.has(name))
    .map(([column]) => ({ error: 'MissingColumn', column }))

/** Columns nobody knows are told and passed over; the others are read. */
const unknown = (names: ReadonlySet<string>, columns: Columns): readonly Refusal[] =>
  [...names]
    .filter((name) => !Object.hasOwn(columns, name))
    .map((column) => ({ error: 'UnknownColumn', column: shortened(column) }))

/**
 * What is wrong with a header row. Where a column is missing it may be no header but a row of values, which are not told.
 */
const problemsOf = (names: readonly string[], columns: Columns): readonly Refusal[] => {
  const present = new Set(names)
  const absent = missing(present, columns)
  return absent.length > 0 ? absent : [...duplicates(names), ...unknown(present, columns)]
}

/** Reads a header row; columns may come in any order. */
export const headerOf = (names: readonly string[], columns: Columns): Header => {
  const problems = problemsOf(names, columns)
  return {
    width: names.length,
    positions: new Map(names.map((name, index) => [name, index])),
    problems,
    isUsable: problems.every(({ error }) => error === 'UnknownColumn'),
  }
}
