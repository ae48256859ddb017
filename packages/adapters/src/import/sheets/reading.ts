import { open, stat } from 'node:fs/promises'
import { removeGuards } from '../../files/csv/guard.js'
import { type CsvRow, readCsv, type TextFormat, type Unreadable } from '../../files/csv/reading.js'
import type { Source } from './directory.js'

/** How a file was read: as Excel, or as text in an encoding and with a separator. */
export type FileFormat = 'xlsx' | TextFormat

/** How the rows of a file are read. */
export type RowOptions = {
  readonly encoding?: string | undefined
  readonly delimiter?: string | undefined
  readonly isHeading: (heading: string) => boolean
  readonly onFormat?: ((format: FileFormat) => void) | undefined
  readonly onBytes?: ((bytes: number) => void) | undefined
}

/** A row, or a place that cannot be read. */
export type SheetItem = CsvRow | Unreadable

/** Whether an item is a place that cannot be read. */
export const isUnreadable = (item: SheetItem): item is Unreadable => 'error' in item

// As every ZIP archive begins, and no text.
const zipMark = Buffer.from('PK\u0003\u0004')

/** Whether a file is a workbook by what is in it: what people rename stays what it is. */
const isWorkbook = async (path: string): Promise<boolean> => {
  // A pipe would never open.
  if (!(await stat(path).catch(() => null))?.isFile()) return false
  const file = await open(path).catch(() => null)
  if (file === null) return false
  try {
    const { buffer } = await file.read(Buffer.alloc(zipMark.length), 0, zipMark.length, 0)
    return buffer.equals(zipMark)
  } catch {
    return false
  } finally {
    await file.close()
  }
}

const ofWorkbook = async function* ({ path, sheet, size }: Source, options: RowOptions): AsyncIterable<SheetItem> {
  // Who imports no Excel file needs no exceljs.
  const { readXlsx } = await import('../../files/excel/reading.js')
  options.onFormat?.('xlsx')
  yield* readXlsx(path, sheet?.number)
  options.onBytes?.(size)
}

const ofText = async function* ({ path }: Source, options: RowOptions): AsyncIterable<SheetItem> {
  for await (const item of readCsv(path, options))
    yield isUnreadable(item) ? item : { ...item, fields: item.fields.map(removeGuards) }
}

/** The names of the sheets of a workbook; none where it is another file, or damaged. */
export const sheetNamesIn = async (path: string): Promise<readonly string[]> => {
  if (!(await isWorkbook(path))) return []
  const { readSheets } = await import('../../files/excel/reading.js')
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
  yield* (await isWorkbook(source.path)) ? ofWorkbook(source, options) : ofText(source, options)
}
