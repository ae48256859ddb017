import { longestRow } from '../csv/reading-lines.js'
import { type NumberFormat, textOfNumber } from './number-formats.js'
import { type Attributes, type XmlEvent, xmlEvents } from './xml.js'

/** A row of a sheet, and its number, counted from 1. */
export type SheetRow = { readonly line: number; readonly fields: readonly string[] }

/** A row of a sheet that is too long to be read. */
export type LongRow = { readonly error: 'RowTooLong'; readonly line: number; readonly most: number }

/** What the cells of a sheet refer to. */
export type CellContext = {
  readonly sharedTexts: readonly string[]
  readonly formats: readonly NumberFormat[]
  readonly isFrom1904: boolean
}

type Cell = {
  readonly column: number
  readonly type: string
  readonly style: number
  isFormula: boolean
  value: string | null
  inline: string | null
}

/** The state of reading: the row and the cell that are open. */
type Reading = {
  readonly context: CellContext
  line: number
  column: number
  /** The length of the first row; 0 before it. */
  width: number
  characters: number
  fields: string[]
  cell: Cell | null
  into: 'value' | 'inline' | null
  isPhonetic: boolean
  isInRows: boolean
}

const mostRows = 1_048_576
const mostColumns = 16_384

const damaged = (): Error => new Error('A cell of this workbook has no valid place or text.')

const within = (number: number, most: number): number => {
  if (!Number.isInteger(number) || number < 1 || number > most) throw damaged()
  return number
}

/** The number of a column, counted from 1, in the name of a cell such as `AB12`. */
const columnIn = (reference: string): number => {
  const [letters = ''] = /^[A-Z]{1,3}(?=\d+$)/.exec(reference) ?? []
  return [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0)
}

/** The text of a formula that no program has calculated. */
const notCalculated = '#VALUE!'

// Excel writes characters that are forbidden in XML as `_x0041_`, and also underscores that would look like such a
// code.
const unescapeCodes = (text: string): string =>
  text.replace(/_x([0-9a-f]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

const sharedText = (number: string, { sharedTexts }: CellContext): string => {
  const text = sharedTexts[Number(number)]
  if (text === undefined) throw damaged()
  return unescapeCodes(text)
}

const numberText = (value: string, style: number, { formats, isFrom1904 }: CellContext): string => {
  const number = Number(value)
  if (!Number.isFinite(number)) return notCalculated
  return textOfNumber(number, formats[style] ?? null, isFrom1904)
}

/** The value of a cell as CSV text: days as `YYYY-MM-DD`, a formula as its last result. */
const textOfCell = ({ type, style, isFormula, value, inline }: Cell, context: CellContext): string => {
  const text = inline ?? value ?? ''
  if (type === 'str' || type === 'inlineStr') return unescapeCodes(text)
  if (text === '') return isFormula ? notCalculated : ''
  if (type === 's') return sharedText(text, context)
  if (type === 'b') return String(text.trim() !== '0' && text.trim() !== 'false')
  if (type === 'e') return text
  return type === 'd' ? text.replace(/Z$/, '') : numberText(text, style, context)
}

const startRow = (reading: Reading, { r }: Attributes): void => {
  reading.line = within(r === undefined ? reading.line + 1 : Number(r), mostRows)
  Object.assign(reading, { column: 0, characters: 0, fields: [] })
}

const startCell = (reading: Reading, { r, t = 'n', s = '0' }: Attributes): void => {
  reading.column = within(r === undefined ? reading.column + 1 : columnIn(r), mostColumns)
  reading.cell = { column: reading.column, type: t, style: Number(s), isFormula: false, value: null, inline: null }
}

const endCell = (reading: Reading): void => {
  const { cell, fields, width, characters, context } = reading
  reading.cell = null
  if (cell === null || characters > longestRow) return
  const text = textOfCell(cell, context)
  reading.characters += text.length
  if (text === '' || reading.characters > longestRow) return
  const at = cell.column - 1
  // A row that is longer than the first one is refused, however much longer it is.
  const place = width === 0 ? at : Math.min(at, width)
  while (fields.length < place) fields.push('')
  fields[place] = text
}

const open = (reading: Reading, name: string, attributes: Attributes): void => {
  const { cell } = reading
  if (name === 'sheetData') reading.isInRows = true
  else if (!reading.isInRows) return
  else if (name === 'row') startRow(reading, attributes)
  else if (name === 'c') startCell(reading, attributes)
  else if (cell === null) return
  else if (name === 'f') cell.isFormula = true
  else if (name === 'rPh') reading.isPhonetic = true
  else if (name === 'v') reading.into = 'value'
  else if (name === 't' && !reading.isPhonetic) reading.into = 'inline'
}

const addText = ({ cell, into, characters }: Reading, text: string): void => {
  if (cell === null || into === null || characters > longestRow) return
  cell[into] = (cell[into] ?? '') + text
}

/** Ends an element; returns the row that it ends, unless that is empty. */
const close = (reading: Reading, name: string): SheetRow | LongRow | null => {
  const { line, fields, characters } = reading
  reading.into = null
  if (name === 'c') endCell(reading)
  else if (name === 'rPh') reading.isPhonetic = false
  else if (name === 'sheetData') reading.isInRows = false
  else if (name !== 'row' || !reading.isInRows) return null
  else if (characters > longestRow) return { error: 'RowTooLong', line, most: longestRow }
  else if (fields.length > 0) return { line, fields }
  return null
}

const readEvent = (reading: Reading, event: XmlEvent): SheetRow | LongRow | null => {
  if ('text' in event) addText(reading, event.text)
  else if ('open' in event) open(reading, event.open, event.attributes)
  else return close(reading, event.close)
  return null
}

const createReading = (context: CellContext): Reading => ({
  context,
  line: 0,
  column: 0,
  width: 0,
  characters: 0,
  fields: [],
  cell: null,
  into: null,
  isPhonetic: false,
  isInRows: false,
})

/** Reads the rows of a sheet that are not empty, as a stream. */
export const readRows = async function* (
  bytes: AsyncIterable<Uint8Array>,
  context: CellContext,
): AsyncGenerator<SheetRow | LongRow> {
  const reading = createReading(context)
  for await (const events of xmlEvents(bytes))
    for (const event of events) {
      const row = readEvent(reading, event)
      if (row === null) continue
      if ('fields' in row) reading.width ||= row.fields.length
      yield row
    }
}
