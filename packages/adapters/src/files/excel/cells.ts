import { isCalendarDate } from '@clientele/domain'
import type { ListingCell, ListingColumn } from '@clientele/projections'

/** A value for exceljs; a string is never read as a formula. */
export type Cell = string | number | Date | null

/** The maximum number of characters in a cell of Excel. */
export const longestText = 32_767

const cutMark = '… [cut]'

// Characters forbidden in XML 1.0 make the whole file unreadable: control characters, lone surrogates, two
// non-characters.
const forbiddenCharacters = /[^\t\n\r\u{20}-\u{7E}\u{85}\u{A0}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu

// Excel reads `_x0041_` as the character with that code: an underscore before such a text is written as its own code.
const escapeCodes = (text: string): string => text.replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')

/**
 * A text for Excel: without forbidden characters, and visibly cut to the maximum length, beyond which Excel reports a
 * damaged file.
 */
export const textCell = (text: string): string => {
  const clean = text.replace(forbiddenCharacters, '')
  if (clean.length <= longestText) return escapeCodes(clean)
  const end = longestText - cutMark.length
  const isSplit = /[\uD800-\uDBFF]/.test(clean.charAt(end - 1))
  return escapeCodes(`${clean.slice(0, isSplit ? end - 1 : end)}${cutMark}`)
}

// Excel counts days from 1900 and wrongly treats 1900 as a leap year: earlier days are written as text.
const firstRealDay = '1900-03-01'

const dateCell = (cell: ListingCell): Cell =>
  isCalendarDate(cell) && cell >= firstRealDay ? new Date(`${cell}T00:00:00Z`) : textCell(String(cell))

// The local time of the zone in the text, since cells of Excel have no time zone.
const timeCell = (cell: ListingCell): Cell => {
  const [local] = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}(?=[+-]\d{2}:)/.exec(String(cell)) ?? []
  return local !== undefined && local >= firstRealDay ? new Date(`${local}Z`) : textCell(String(cell))
}

/** The value of a cell: real dates, times and numbers in columns of their kind, else text; `null` if blank. */
export const cellOf = (cell: ListingCell, { kind }: ListingColumn): Cell => {
  if (cell === '') return null
  if (kind === 'date') return dateCell(cell)
  if (kind === 'time') return timeCell(cell)
  return typeof cell === 'number' && Number.isFinite(cell) ? cell : textCell(String(cell))
}

// exceljs computes a style once per object: sharing the objects avoids computing it for each cell.
const styles = {
  text: { numFmt: '@' },
  date: { numFmt: 'yyyy-mm-dd' },
  time: { numFmt: 'yyyy-mm-dd hh:mm:ss' },
  number: { numFmt: 'General' },
} as const

/** The style of a column; `@` keeps a text a text when a user edits the cell. The shared object must not be changed. */
export const styleOf = ({ kind }: ListingColumn): { readonly numFmt: string } => styles[kind]
