import { isCalendarDate } from '@clientele/domain'
import type { ListingCell, ListingColumn } from '@clientele/projections'

/** A value as exceljs takes it; a string is never read as a formula. */
export type Cell = string | number | Date | null

/** The most characters a cell of Excel holds. */
export const longestText = 32_767

const cutMark = '… [cut]'

// What XML 1.0 forbids makes the whole file unreadable: control characters, lone surrogates, the two non-characters.
const forbidden = /[^\t\n\r\u{20}-\u{7E}\u{85}\u{A0}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu

// Excel reads `_x0041_` as the character of that number, and an underscore written so as an underscore.
const escaped = (text: string): string => text.replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')

/** A text Excel can hold: without what XML forbids, and cut, visibly, where Excel would call the file damaged. */
export const textCell = (text: string): string => {
  const clean = text.replace(forbidden, '')
  if (clean.length <= longestText) return escaped(clean)
  const end = longestText - cutMark.length
  const isSplit = /[\uD800-\uDBFF]/.test(clean.charAt(end - 1))
  return escaped(`${clean.slice(0, isSplit ? end - 1 : end)}${cutMark}`)
}

// Excel counts days from 1900 and takes that year for a leap year: earlier days are text.
const firstRealDay = '1900-03-01'

const dateCell = (cell: ListingCell): Cell =>
  isCalendarDate(cell) && cell >= firstRealDay ? new Date(`${cell}T00:00:00Z`) : textCell(String(cell))

// As the clocks of its time zone show it: a cell of Excel has no zone.
const timeCell = (cell: ListingCell): Cell => {
  const [local] = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}(?=[+-]\d{2}:)/.exec(String(cell)) ?? []
  return local !== undefined && local >= firstRealDay ? new Date(`${local}Z`) : textCell(String(cell))
}

/** The value of a cell: real dates, times and numbers in columns of their kind, text everywhere else, `null` where blank. */
export const cellOf = (cell: ListingCell, { kind }: ListingColumn): Cell => {
  if (cell === '') return null
  if (kind === 'date') return dateCell(cell)
  if (kind === 'time') return timeCell(cell)
  return typeof cell === 'number' && Number.isFinite(cell) ? cell : textCell(String(cell))
}

// exceljs works out a style once per object: shared by all cells of a kind, it is not worked out anew for each of them.
const styles = {
  text: { numFmt: '@' },
  date: { numFmt: 'yyyy-mm-dd' },
  time: { numFmt: 'yyyy-mm-dd hh:mm:ss' },
  number: { numFmt: 'General' },
} as const

/** How a column of a kind is shown; `@` keeps a text a text also when somebody edits the cell. Not to be changed. */
export const styleOf = ({ kind }: ListingColumn): { readonly numFmt: string } => styles[kind]
