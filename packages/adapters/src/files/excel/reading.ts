import { stat } from 'node:fs/promises'
import ExcelJS, { type Cell, type Row, type Worksheet } from 'exceljs'
import { codeOf } from '../csv/code-of.js'

/** A row of a sheet with its number there, the first one being 1. */
type SheetRow = { readonly line: number; readonly fields: readonly string[] }

/** A workbook, or a place in it, that cannot be read; reading ends at it. */
type Damaged = { readonly error: 'FileUnreadable'; readonly line: number; readonly code: string }

const dayOf = (date: Date): string => {
  const [day = '', time = ''] = date.toISOString().split('T')
  return time === '00:00:00.000Z' ? day : `${day}T${time}`
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

const richText = (parts: readonly unknown[]): string =>
  parts.map((part) => (isObject(part) && 'text' in part ? String(part.text) : '')).join('')

const ofObject = (value: object): string => {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : dayOf(value)
  if ('richText' in value && Array.isArray(value.richText)) return richText(value.richText)
  if ('result' in value) return textOf(value.result)
  if ('text' in value) return textOf(value.text)
  if ('sharedString' in value) throw new Error('A text of this workbook was not found.')
  return 'error' in value ? String(value.error) : ''
}

// Excel writes characters so that XML does not take, and underscores that would look like it.
const unescaped = (text: string): string =>
  text.replace(/_x([0-9a-f]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

/** What a cell shows as the text it would have in a CSV file: days as `YYYY-MM-DD`, a formula as its last result. */
const textOf = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  if (isObject(value)) return ofObject(value)
  return typeof value === 'string' ? unescaped(value) : String(value)
}

const fieldsOf = (row: Row): readonly string[] => {
  const fields: string[] = []
  row.eachCell({ includeEmpty: true }, (cell: Cell, column) => {
    fields[column - 1] = textOf(cell.value)
  })
  return Array.from(fields, (field) => field ?? '')
}

/** The sheets of a workbook in their order, each with its name and rows; the rows of one before the next sheet. */
export type SheetOfFile = { readonly name: string; readonly rows: AsyncIterable<SheetRow> }

const fieldOf = (value: unknown, name: string): unknown => (isObject(value) ? Reflect.get(value, name) : undefined)

/** How many sheets a workbook says it has, 0 where exceljs has not seen it say so. */
const sheetCount = (workbook: object): number => {
  const sheets = fieldOf(fieldOf(workbook, 'model'), 'sheets')
  return Array.isArray(sheets) ? sheets.length : 0
}

const rowsOf = async function* (sheet: AsyncIterable<Row>): AsyncGenerator<SheetRow> {
  for await (const row of sheet) yield { line: row.number, fields: fieldsOf(row) }
}

const behind = async function* (
  first: IteratorResult<SheetRow>,
  rest: AsyncIterable<SheetRow>,
): AsyncIterable<SheetRow> {
  if (first.done === true) return
  yield first.value
  yield* rest
}

const opened = (path: string) =>
  new ExcelJS.stream.xlsx.WorkbookReader(path, {
    worksheets: 'emit',
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
    entries: 'ignore',
  })

const mostAttempts = 5

/**
 * The sheets of a file as a stream. Now and then exceljs misses the last parts of an archive: its
 * texts, or what says which sheets there are. That shows before the first row of a sheet is given, and is tried again.
 */
const streamed = async function* (path: string): AsyncIterable<SheetOfFile> {
  const given = new Set<string>()
  for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
    const workbook = opened(path)
    try {
      for await (const sheet of workbook) {
        const name = String(fieldOf(sheet, 'name') ?? '')
        if (given.has(name)) continue
        const rows = rowsOf(sheet)
        const first = await rows.next()
        given.add(name)
        yield { name, rows: behind(first, rows) }
      }
      if (given.size > 0 && given.size >= sheetCount(workbook)) return
    } catch (error) {
      if (attempt === mostAttempts) throw error
    }
  }
  if (given.size === 0) throw new Error('This workbook has no sheet.')
}

/** The largest workbook that is read whole where it cannot be streamed, in bytes. */
const mostWhole = 16 * 1_048_576

const rowsOfWhole = async function* (sheet: Worksheet): AsyncIterable<SheetRow> {
  const rows: SheetRow[] = []
  sheet.eachRow((row) => rows.push({ line: row.number, fields: fieldsOf(row) }))
  yield* rows
}

const whole = async function* (path: string): AsyncIterable<SheetOfFile> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(path)
  for (const sheet of workbook.worksheets) yield { name: sheet.name, rows: rowsOfWhole(sheet) }
}

/**
 * Reads an Excel file (`.xlsx`) sheet by sheet as a stream. One that says behind four or more sheets which they are, as
 * exceljs itself writes it, cannot be streamed: it is read whole if it is not large.
 */
export const sheetsIn = async function* (path: string): AsyncIterable<SheetOfFile> {
  let isBegun = false
  try {
    for await (const sheet of streamed(path)) {
      isBegun = true
      yield sheet
    }
  } catch (error) {
    if (isBegun || (await stat(path)).size > mostWhole) throw error
    yield* whole(path)
  }
}

// A row of a sheet ends at its last cell that is not blank.
const padded = (fields: readonly string[], width: number): readonly string[] =>
  fields.length >= width ? fields : [...fields, ...Array.from({ length: width - fields.length }, () => '')]

/** Reads the rows of a sheet (the first one is 0). What cannot be read is a value, the last one. */
export const readXlsx = async function* (path: string, sheet = 0): AsyncIterable<SheetRow | Damaged> {
  let line = 0
  let at = 0
  let width = 0
  try {
    for await (const { rows } of sheetsIn(path)) {
      for await (const row of rows) {
        if (at !== sheet) continue
        line = row.line
        width ||= row.fields.length
        yield { line, fields: padded(row.fields, width) }
      }
      if (at === sheet) return
      at += 1
    }
  } catch (error) {
    yield { error: 'FileUnreadable', line, code: codeOf(error) }
  }
}
