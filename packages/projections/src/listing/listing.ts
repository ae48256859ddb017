import type { Locale } from '../messages/locale.js'
import { messagesFor } from '../messages/messages.js'
import type { Heading, Messages } from '../messages/texts.js'

/**
 * A column of a listing; `width` is in characters, dates are `YYYY-MM-DD`, times `YYYY-MM-DDThh:mm:ss.sss` followed by
 * the offset of their time zone.
 */
export type ListingColumn = {
  readonly key: string
  readonly heading: string
  readonly width: number
  readonly kind: 'text' | 'date' | 'time' | 'number'
}

/** A cell; `''` is blank in every kind of column. */
export type ListingCell = string | number

/** A view as a table for Excel or CSV; rows are produced lazily. */
export type Listing = {
  readonly columns: readonly ListingColumn[]
  readonly rows: Iterable<readonly ListingCell[]>
}

const kinds: { readonly [K in Heading]?: ListingColumn['kind'] } = {
  customerNumber: 'number',
  number: 'number',
  startDate: 'date',
  effectiveDate: 'date',
  date: 'date',
  recordedAt: 'time',
  at: 'time',
  dueDate: 'date',
  firstDay: 'date',
  lastDay: 'date',
  lastActivity: 'date',
  heldUntil: 'date',
  knownFrom: 'time',
  knownUntil: 'time',
  ownCount: 'number',
  totalCount: 'number',
  membershipDays: 'number',
}

const widths: { readonly [K in Heading]?: number } = {
  customerName: 32,
  name: 32,
  customerGroup: 24,
  group: 24,
  personName: 28,
  personEmail: 32,
  interval: 26,
  recordedAt: 26,
  knownFrom: 26,
  knownUntil: 26,
  summary: 48,
  changes: 60,
  companies: 40,
  customers: 40,
  text: 60,
  value: 60,
  statement: 48,
}

/** A column with the heading of a language. */
export const columnOf = (key: Heading, locale: Locale | undefined): ListingColumn => ({
  key,
  heading: messagesFor(locale).headings[key],
  width: widths[key] ?? 18,
  kind: kinds[key] ?? 'text',
})

/** Rows in the order of the columns. */
export const cellsOf = function* <Row>(
  rows: Iterable<Row>,
  cells: (row: Row) => readonly ListingCell[],
): Iterable<readonly ListingCell[]> {
  for (const row of rows) yield cells(row)
}

/** The heading and cell of a column; booleans are translated, `null` is blank. */
export type ColumnDefinition<Row> = readonly [
  heading: Heading,
  cell: (row: Row, messages: Messages) => ListingCell | boolean | null,
]

/** Formats a value as a cell in a language. */
export const toCell = (value: ListingCell | boolean | null, { yes, no }: Messages): ListingCell => {
  if (typeof value === 'boolean') return value ? yes : no
  return value ?? ''
}

/** Creates a listing of rows from column definitions. */
export const listingOf = <Row>(
  rows: Iterable<Row>,
  columns: readonly ColumnDefinition<Row>[],
  locale: Locale | undefined,
): Listing => {
  const messages = messagesFor(locale)
  return {
    columns: columns.map(([heading]) => columnOf(heading, locale)),
    rows: cellsOf(rows, (row) => columns.map(([, cell]) => toCell(cell(row, messages), messages))),
  }
}

export const columnsOf = (keys: readonly Heading[], locale: Locale | undefined): readonly ListingColumn[] =>
  keys.map((key) => columnOf(key, locale))
