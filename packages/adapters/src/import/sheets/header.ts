import { nearestOf } from '@clientele/domain'
import type { Columns } from '../columns.js'
import type { Refusal } from '../kind.js'
import type { FileHeading } from '../problem.js'
import { type Headings, shortened } from './headings.js'

/** A header row: where each column is, how wide rows are, and what is wrong with it. */
export type Header = {
  readonly width: number
  readonly positions: ReadonlyMap<string, number>
  readonly problems: readonly Refusal[]
  /** Headings of columns that are known and not read. */
  readonly notRead: readonly string[]
  /** What each heading stands for. */
  readonly headings: readonly Omit<FileHeading, 'file'>[]
  /** Whether the rows can be read: no column is missing or there twice. */
  readonly isUsable: boolean
}

const duplicates = (names: readonly string[]): readonly Refusal[] =>
  [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].map((column) => ({
    error: 'DuplicateColumn',
    column: shortened(column),
  }))

const withNearest = (refusal: Refusal, nearest: string | null): Refusal =>
  nearest === null ? refusal : { ...refusal, nearest }

/** Whether a file without a column, or the one that may be there instead, is not read. */
export const isNeeded = ({ must, unless }: Columns[string]): boolean => must !== 'none' || unless !== undefined

const missing = (names: ReadonlySet<string>, columns: Columns, unknown: readonly string[]): readonly Refusal[] =>
  Object.entries(columns)
    .filter(([name, column]) => isNeeded(column) && !names.has(name) && !names.has(column.unless ?? ''))
    .map(([column]) => withNearest({ error: 'MissingColumn', column }, nearestOf(column, unknown)))

/** Columns nobody knows are told, with the one they are most like, and passed over; the others are read. */
const unknownColumns = (headings: readonly string[], columns: Columns): readonly Refusal[] =>
  [...new Set(headings)].map((column) =>
    withNearest({ error: 'UnknownColumn', column: shortened(column) }, nearestOf(column, Object.keys(columns))),
  )

// Spreadsheets write the columns they once had.
const withoutBlankEnd = (names: readonly string[]): readonly string[] =>
  names.slice(0, 1 + names.findLastIndex((name) => name.trim() !== ''))

const told = ({ heading, column }: Meaning, columns: Columns): Omit<FileHeading, 'file'> => {
  const isRead = typeof column === 'string' && Object.hasOwn(columns, column)
  const nearest = column === undefined ? nearestOf(heading, Object.keys(columns)) : null
  return { heading: shortened(heading), column: isRead ? column : null, nearest }
}

type Meaning = { readonly heading: string; readonly at: number; readonly column: string | null | undefined }

/** What headings stand for; one of names is not read where its column of ids is there as well. */
const meaningsOf = (names: readonly string[], headings: Headings): readonly Meaning[] => {
  const withIds = new Set(names.filter((name) => !headings.isOfNames(name)).map(headings.columnOf))
  return names.map((heading, at) => {
    const column = headings.columnOf(heading)
    return { heading, at, column: headings.isOfNames(heading) && withIds.has(column) ? null : column }
  })
}

/**
 * Reads a header row; columns may come in any order. Where a column is missing it may be no header but a row of values,
 * which are not told.
 */
export const headerOf = (fields: readonly string[], columns: Columns, headings: Headings): Header => {
  const names = withoutBlankEnd(fields).map((name) => name.trim())
  const meanings = meaningsOf(names, headings)
  const found = meanings.flatMap(({ column, at }) =>
    typeof column === 'string' && Object.hasOwn(columns, column) ? [[column, at] as const] : [],
  )
  const unknown = meanings.flatMap(({ heading, column }) =>
    column === undefined ? [heading] : column !== null && !Object.hasOwn(columns, column) ? [column] : [],
  )
  const present = found.map(([column]) => column)
  const absent = missing(new Set(present), columns, unknown)
  const twice = absent.length > 0 ? absent : [...duplicates(present), ...duplicates(unknown)]
  return {
    width: names.length,
    positions: new Map(found),
    problems: absent.length > 0 ? absent : [...twice, ...unknownColumns(unknown, columns)],
    notRead: meanings.flatMap(({ heading, column }) => (column === null ? [shortened(heading)] : [])),
    headings: meanings.filter(({ heading }) => heading !== '').map((meaning) => told(meaning, columns)),
    isUsable: twice.length === 0,
  }
}
