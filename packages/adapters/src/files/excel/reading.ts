import { stat } from 'node:fs/promises'
import ExcelJS, { type Cell, type Row, type Worksheet } from 'exceljs'
import { codeOf } from '../csv/code-of.js'

/** A row of a sheet, and its number, counted from 1. */
type SheetRow = { readonly line: number; readonly fields: readonly string[] }

/** A workbook, or a line in it, that cannot be read; reading ends there. */
type Damaged = { readonly error: 'FileUnreadable'; readonly line: number; readonly code: string }

const dayOf = (date: Date): string => {
  const [day = '', time = ''] = date.toISOString().split('T')
  return time === '00:00:00.000Z' ? day : `${day}T${time}`
}

// The days of a workbook are counted from here; exceljs converts those of formulas not.
const firstDay = Date.UTC(1899, 11, 30)

const dateOfSerial = (serial: number): Date => new Date(Math.round(firstDay + serial * 86_400_000))

/** Whether the number format of a cell has a day or a year, outside of texts, colours and escaped characters. */
const showsDay = ({ numFmt }: Cell): boolean => /[dy]/i.test((numFmt ?? '').replace(/\[[^\]]*\]|"[^"]*"|\\./g, ''))

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

const richText = (parts: readonly unknown[]): string =>
  parts.map((part) => (isObject(part) && 'text' in part ? String(part.text) : '')).join('')

/** The text of a formula that failed, or that no program has calculated. */
const failedFormula = '#VALUE!'

const textOfResult = (result: unknown, isDay: boolean): string => {
  if (result === undefined || Number.isNaN(result)) return failedFormula
  return isDay && typeof result === 'number' ? dayOf(dateOfSerial(result)) : textOf(result)
}

const textOfObject = (value: object, isDay: boolean): string => {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : dayOf(value)
  if ('richText' in value && Array.isArray(value.richText)) return richText(value.richText)
  if ('formula' in value || 'sharedFormula' in value) return textOfResult(Reflect.get(value, 'result'), isDay)
  if ('text' in value) return textOf(value.text)
  if ('sharedString' in value) throw new Error('A text of this workbook was not found.')
  return 'error' in value ? String(value.error) : ''
}

// Excel writes characters that are forbidden in XML as `_x0041_`, and also underscores that would look like such a
// code.
const unescapeCodes = (text: string): string =>
  text.replace(/_x([0-9a-f]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

/**
 * The value of a cell as CSV text: days as `YYYY-MM-DD`, a formula as its last result. `isDay` is whether the cell shows
 * its number as a day.
 */
const textOf = (value: unknown, isDay = false): string => {
  if (value === null || value === undefined) return ''
  if (isObject(value)) return textOfObject(value, isDay)
  return typeof value === 'string' ? unescapeCodes(value) : String(value)
}

const fieldsOf = (row: Row): readonly string[] => {
  const fields: string[] = []
  row.eachCell({ includeEmpty: true }, (cell: Cell, column) => {
    fields[column - 1] = textOf(cell.value, showsDay(cell))
  })
  return Array.from(fields, (field) => field ?? '')
}

/** A sheet of a workbook; its rows must be read before the next sheet. */
export type SheetOfFile = { readonly name: string; readonly rows: AsyncIterable<SheetRow> }

const fieldOf = (value: unknown, name: string): unknown => (isObject(value) ? Reflect.get(value, name) : undefined)

/** The number of sheets that a workbook declares; 0 if exceljs has not read the declaration. */
const sheetCount = (workbook: object): number => {
  const sheets = fieldOf(fieldOf(workbook, 'model'), 'sheets')
  return Array.isArray(sheets) ? sheets.length : 0
}

const rowsOf = async function* (sheet: AsyncIterable<Row>): AsyncGenerator<SheetRow> {
  for await (const row of sheet) yield { line: row.number, fields: fieldsOf(row) }
}

const withFirst = async function* (
  first: IteratorResult<SheetRow>,
  rest: AsyncIterable<SheetRow>,
): AsyncIterable<SheetRow> {
  if (first.done === true) return
  yield first.value
  yield* rest
}

const openReader = (path: string) =>
  new ExcelJS.stream.xlsx.WorkbookReader(path, {
    worksheets: 'emit',
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
    entries: 'ignore',
  })

const maxAttempts = 5

/**
 * Streams the sheets of a file. Sometimes exceljs misses the last parts of an archive: its shared texts or the list of
 * sheets. This is noticed before the first row of a sheet is yielded, and reading is retried.
 */
const streamSheets = async function* (path: string): AsyncIterable<SheetOfFile> {
  const given = new Set<string>()
  for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
    const workbook = openReader(path)
    try {
      for await (const sheet of workbook) {
        const name = String(fieldOf(sheet, 'name') ?? '')
        if (given.has(name)) continue
        const rows = rowsOf(sheet)
        const first = await rows.next()
        given.add(name)
        yield { name, rows: withFirst(first, rows) }
      }
      if (given.size > 0 && given.size >= sheetCount(workbook)) return
    } catch (error) {
      if (attempt === maxAttempts) throw error
    }
  }
  if (given.size === 0) throw new Error('This workbook has no sheet.')
}

/** The maximum size, in bytes, of a workbook that is read as a whole because it cannot be streamed. */
const maxWholeSize = 16 * 1_048_576

const rowsOfSheet = async function* (sheet: Worksheet): AsyncIterable<SheetRow> {
  const rows: SheetRow[] = []
  sheet.eachRow((row) => rows.push({ line: row.number, fields: fieldsOf(row) }))
  yield* rows
}

const readWhole = async function* (path: string): AsyncIterable<SheetOfFile> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(path)
  for (const sheet of workbook.worksheets) yield { name: sheet.name, rows: rowsOfSheet(sheet) }
}

/**
 * Reads an Excel file (`.xlsx`) sheet by sheet as a stream. A file that lists its sheets after four or more of them, as
 * exceljs itself writes it, cannot be streamed: it is read as a whole if it is not too large.
 */
export const readSheets = async function* (path: string): AsyncIterable<SheetOfFile> {
  let hasSheets = false
  try {
    for await (const sheet of streamSheets(path)) {
      hasSheets = true
      yield sheet
    }
  } catch (error) {
    if (hasSheets || (await stat(path)).size > maxWholeSize) throw error
    yield* readWhole(path)
  }
}

// A row of a sheet ends at its last non-blank cell: pad it to the width of the header.
const padRow = (fields: readonly string[], width: number): readonly string[] =>
  fields.length >= width ? fields : [...fields, ...Array.from({ length: width - fields.length }, () => '')]

/** Reads the rows of a sheet (counted from 0). If it cannot be read further, the last value is the problem. */
export const readXlsx = async function* (path: string, sheet = 0): AsyncIterable<SheetRow | Damaged> {
  let line = 0
  let at = 0
  let width = 0
  try {
    for await (const { rows } of readSheets(path)) {
      for await (const row of rows) {
        if (at !== sheet) continue
        line = row.line
        width ||= row.fields.length
        yield { line, fields: padRow(row.fields, width) }
      }
      if (at === sheet) return
      at += 1
    }
  } catch (error) {
    yield { error: 'FileUnreadable', line, code: codeOf(error) }
  }
}
