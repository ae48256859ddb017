import { nearestOf } from '@clientele/domain'
import type { Columns } from '../columns.js'
import type { Refusal } from '../kind.js'
import type { FileHeading } from '../problem.js'
import { type Headings, shortenHeading } from './headings.js'

/** A header row: the positions of columns, the width of rows, and its problems. */
export type Header = {
  readonly width: number
  readonly positions: ReadonlyMap<string, number>
  readonly problems: readonly Refusal[]
  /** The headings of columns that are known but not read. */
  readonly notRead: readonly string[]
  /** The meaning of each heading. */
  readonly headings: readonly Omit<FileHeading, 'file'>[]
  /** Whether the rows can be read: no column is missing or duplicate. */
  readonly isUsable: boolean
}

const duplicates = (names: readonly string[]): readonly Refusal[] =>
  [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].map((column) => ({
    error: 'DuplicateColumn',
    column: shortenHeading(column),
  }))

const withNearest = (refusal: Refusal, nearest: string | null): Refusal =>
  nearest === null ? refusal : { ...refusal, nearest }

/** Whether a file needs a column, or its replacement. */
export const isNeeded = ({ must, unless }: Columns[string]): boolean => must !== 'none' || unless !== undefined

const missingColumns = (names: ReadonlySet<string>, columns: Columns, unknown: readonly string[]): readonly Refusal[] =>
  Object.entries(columns)
    .filter(([name, column]) => isNeeded(column) && !names.has(name) && !names.has(column.unless ?? ''))
    .map(([column]) => withNearest({ error: 'MissingColumn', column }, nearestOf(column, unknown)))

/** Reports unknown columns with the most similar known one; they are skipped, and the others are read. */
const unknownColumns = (headings: readonly string[], columns: Columns): readonly Refusal[] =>
  [...new Set(headings)].map((column) =>
    withNearest({ error: 'UnknownColumn', column: shortenHeading(column) }, nearestOf(column, Object.keys(columns))),
  )

/** Reports the first column without a heading; the others are read. */
const blankHeadings = (names: readonly string[]): readonly Refusal[] => {
  const at = names.indexOf('')
  return at === -1 ? [] : [{ error: 'HeadingMissing', number: at + 1 }]
}

// Spreadsheets may export former columns as blank ones at the end.
const withoutBlankEnd = (names: readonly string[]): readonly string[] =>
  names.slice(0, 1 + names.findLastIndex((name) => name.trim() !== ''))

const toFileHeading = ({ heading, column }: Meaning, columns: Columns): Omit<FileHeading, 'file'> => {
  const isRead = typeof column === 'string' && Object.hasOwn(columns, column)
  const nearest = column === undefined ? nearestOf(heading, Object.keys(columns)) : null
  return { heading: shortenHeading(heading), column: isRead ? column : null, nearest }
}

type Meaning = { readonly heading: string; readonly at: number; readonly column: string | null | undefined }

/**
 * The meanings of headings. A column of names is not read if its column of ids exists too, nor one with an everyday word
 * as heading if there is another of the same column.
 */
const meaningsOf = (names: readonly string[], headings: Headings): readonly Meaning[] => {
  const { columnOf, isOfNames, isEveryday } = headings
  const exact = new Set(names.filter((name) => !isOfNames(name) && !isEveryday(name)).map(columnOf))
  const isFirstEveryday = (column: string | null | undefined, at: number): boolean =>
    names.findIndex((name) => isEveryday(name) && columnOf(name) === column) === at
  return names.map((heading, at) => {
    const column = columnOf(heading)
    const isReplaced =
      (exact.has(column) && (isOfNames(heading) || isEveryday(heading))) ||
      (isEveryday(heading) && !isFirstEveryday(column, at))
    return { heading, at, column: isReplaced ? null : column }
  })
}

/**
 * Parses a header row; columns may come in any order. If a column is missing, the row may contain values instead of
 * headings: then it is not repeated in problems.
 */
export const headerOf = (fields: readonly string[], columns: Columns, headings: Headings): Header => {
  const names = withoutBlankEnd(fields).map((name) => name.trim())
  const meanings = meaningsOf(names, headings)
  const found = meanings.flatMap(({ column, at }) =>
    typeof column === 'string' && Object.hasOwn(columns, column) ? [[column, at] as const] : [],
  )
  const unknown = meanings.flatMap(({ heading, column }) =>
    column === undefined
      ? heading === ''
        ? []
        : [heading]
      : column !== null && !Object.hasOwn(columns, column)
        ? [column]
        : [],
  )
  const present = found.map(([column]) => column)
  const absent = missingColumns(new Set(present), columns, unknown)
  const twice = absent.length > 0 ? absent : [...duplicates(present), ...duplicates(unknown)]
  return {
    width: names.length,
    positions: new Map(found),
    problems: absent.length > 0 ? absent : [...twice, ...unknownColumns(unknown, columns), ...blankHeadings(names)],
    notRead: meanings.flatMap(({ heading, column }) => (column === null ? [shortenHeading(heading)] : [])),
    headings: meanings.filter(({ heading }) => heading !== '').map((meaning) => toFileHeading(meaning, columns)),
    isUsable: twice.length === 0,
  }
}
