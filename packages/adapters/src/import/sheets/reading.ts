import { open, stat } from 'node:fs/promises'
import { failureError, type StoreFailure } from '@clientele/domain'
import { removeGuards } from '../../files/csv/guard.js'
import { type CsvRow, readCsv, type TextFormat, type Unreadable } from '../../files/csv/reading.js'
import type { Source } from './directory.js'

/** The format of a file: Excel, or text with an encoding and a separator. */
export type FileFormat = 'xlsx' | TextFormat

/** How to read the rows of a file. */
export type RowOptions = {
  readonly encoding?: string | undefined
  readonly delimiter?: string | undefined
  readonly isHeading: (heading: string) => boolean
  readonly onFormat?: ((format: FileFormat) => void) | undefined
  readonly onBytes?: ((bytes: number) => void) | undefined
}

/** A row, or an unreadable place. */
export type SheetItem = CsvRow | Unreadable

/** Whether an item is an unreadable place. */
export const isUnreadable = (item: SheetItem): item is Unreadable => 'error' in item

// The first bytes of every ZIP archive, which no text begins with.
const zipSignature = Buffer.from('PK\u0003\u0004')

/** Whether a file is a workbook, by its content, since users may rename files. */
const isWorkbook = async (path: string): Promise<boolean> => {
  // Opening a pipe might never end.
  if (!(await stat(path).catch(() => null))?.isFile()) return false
  const file = await open(path).catch(() => null)
  if (file === null) return false
  try {
    const { buffer } = await file.read(Buffer.alloc(zipSignature.length), 0, zipSignature.length, 0)
    return buffer.equals(zipSignature)
  } catch {
    return false
  } finally {
    await file.close()
  }
}

const missing: StoreFailure = {
  error: 'StoreUnavailable',
  problem: 'There is no reader of Excel files: run "npm install exceljs".',
}

// Loads exceljs only for Excel files: a host that reads none need not install it.
const loadExcel = async (): Promise<typeof import('../../files/excel/reading.js')> => {
  try {
    return await import('../../files/excel/reading.js')
  } catch (error) {
    const isMissing = error instanceof Error && error.message.includes("'exceljs'")
    throw isMissing ? failureError(missing) : error
  }
}

/** Loads what reads a file; throws `StoreUnavailable` for a workbook if its reader is not installed. */
export const loadReader = async (path: string): Promise<void> => {
  if (await isWorkbook(path)) await loadExcel()
}

const readWorkbook = async function* ({ path, sheet, size }: Source, options: RowOptions): AsyncIterable<SheetItem> {
  const { readXlsx } = await loadExcel()
  options.onFormat?.('xlsx')
  yield* readXlsx(path, sheet?.number)
  options.onBytes?.(size)
}

const readText = async function* ({ path }: Source, options: RowOptions): AsyncIterable<SheetItem> {
  for await (const item of readCsv(path, options))
    yield isUnreadable(item) ? item : { ...item, fields: item.fields.map(removeGuards) }
}

/** The names of the sheets of a workbook; none if the file is no workbook, or damaged. */
export const sheetNamesIn = async (path: string): Promise<readonly string[]> => {
  if (!(await isWorkbook(path))) return []
  const { readSheets } = await loadExcel()
  const names: string[] = []
  try {
    for await (const { name, rows } of readSheets(path)) {
      names.push(name)
      for await (const _ of rows);
    }
  } catch {
    return []
  }
  return names
}

/** The rows of a file, as CSV or Excel, its header row first. */
export const rowsOf = async function* (source: Source, options: RowOptions): AsyncIterable<SheetItem> {
  yield* (await isWorkbook(source.path)) ? readWorkbook(source, options) : readText(source, options)
}
