import { open, stat } from 'node:fs/promises'
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

// The first bytes of every ZIP archive, and of workbooks of old versions of Excel or with a password; no text begins
// with them.
const signatures = { zip: Buffer.from('PK\u0003\u0004'), old: Buffer.from([0xd0, 0xcf, 0x11, 0xe0]) }

/** What a file is by its content, since users may rename files. */
const contentOf = async (path: string): Promise<'text' | keyof typeof signatures> => {
  // Opening a pipe might never end.
  if (!(await stat(path).catch(() => null))?.isFile()) return 'text'
  const file = await open(path).catch(() => null)
  if (file === null) return 'text'
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0)
    return buffer.equals(signatures.zip) ? 'zip' : buffer.equals(signatures.old) ? 'old' : 'text'
  } catch {
    return 'text'
  } finally {
    await file.close()
  }
}

// Loaded only for Excel files, for a short start.
const loadExcel = (): Promise<typeof import('../../files/excel/reading.js')> => import('../../files/excel/reading.js')

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
  if ((await contentOf(path)) !== 'zip') return []
  const { readSheetNames } = await loadExcel()
  try {
    return await readSheetNames(path)
  } catch {
    return []
  }
}

/** The rows of a file, as CSV or Excel, its header row first. */
export const rowsOf = async function* (source: Source, options: RowOptions): AsyncIterable<SheetItem> {
  const content = await contentOf(source.path)
  if (content === 'old') yield { error: 'FileFormatNotRead', line: 0 }
  else yield* content === 'zip' ? readWorkbook(source, options) : readText(source, options)
}
