import { createWriteStream, type WriteStream } from 'node:fs'
import type { Cancelled } from '@clientele/domain'
import type { Listing, ListingCell } from '@clientele/projections'
import ExcelJS from 'exceljs'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { ignoringErrors } from '../../host/ignoring-errors.js'
import type { WriteFailure, WriteOptions, Written } from '../csv/writing.js'
import { writeWholeFile } from '../csv/writing-file.js'
import { styleOf, textCell } from './cells.js'
import { maxQueuedBytes, queuedBytes } from './queue.js'
import { writeRow } from './row.js'
import { createSheetNames } from './sheet-names.js'

/** A listing to write as a sheet, or as several if it has more rows than fit into one. */
export type Sheet = Listing & { readonly name?: string | undefined }

export type XlsxOptions = WriteOptions & {
  /** The maximum rows of a sheet, with the header; at most (and by default) Excel's limit of 1,048,576. */
  readonly rowsPerSheet?: number | undefined
}

type Writer = ExcelJS.stream.xlsx.WorkbookWriter
type SheetWriter = ReturnType<Writer['addWorksheet']>

type Work = {
  readonly workbook: Writer
  readonly out: WriteStream
  readonly options: XlsxOptions
  readonly nameOf: (name: string) => string
  rows: number
}

const excelRows = 1_048_576
const excelColumns = 16_384
const rowsPerBatch = 200

const yieldToEventLoop = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

const isStopped = ({ out, options }: Work): boolean => options.signal?.aborted === true || out.destroyed

const waitForCompression = async (work: Work, writer: SheetWriter): Promise<void> => {
  do await yieldToEventLoop()
  while ((queuedBytes(writer) ?? 0) > maxQueuedBytes && !isStopped(work))
}

const startSheet = ({ workbook, nameOf }: Work, sheet: Sheet): SheetWriter => {
  const writer = workbook.addWorksheet(nameOf(sheet.name ?? 'Sheet'), { views: [{ state: 'frozen', ySplit: 1 }] })
  writer.columns = sheet.columns.map((column) => ({ width: column.width, style: styleOf(column) }))
  const header = writer.addRow(sheet.columns.map(({ heading }) => textCell(heading)))
  header.font = { bold: true }
  header.commit()
  return writer
}

const endSheet = (writer: SheetWriter, sheet: Sheet, rows: number): void => {
  if (sheet.columns.length > 0)
    writer.autoFilter = { from: { row: 1, column: 1 }, to: { row: rows + 1, column: sheet.columns.length } }
  writer.commit()
}

type Rows = Iterator<readonly ListingCell[]>

/** Writes one sheet; returns the next row, if there are more. */
const writeSheet = async (work: Work, sheet: Sheet, rows: Rows, first: IteratorResult<readonly ListingCell[]>) => {
  const most = (work.options.rowsPerSheet ?? excelRows) - 1
  const writer = startSheet(work, sheet)
  let [next, count] = [first, 0]
  for (; next.done !== true && count < most && !isStopped(work); next = rows.next()) {
    writeRow(writer, sheet.columns, next.value)
    count += 1
    if (count % rowsPerBatch !== 0) continue
    ignoringErrors(work.options.onProgress)({ rows: work.rows + count })
    await waitForCompression(work, writer)
  }
  work.rows += count
  endSheet(writer, sheet, count)
  return next
}

const writeListing = async (work: Work, sheet: Sheet): Promise<void> => {
  const rows = sheet.rows[Symbol.iterator]()
  let next = rows.next()
  do next = await writeSheet(work, sheet, rows, next)
  while (next.done !== true && !isStopped(work))
}

const waitUntilOpen = (out: WriteStream): Promise<void> =>
  new Promise((resolve, reject) => {
    out.once('open', () => resolve())
    out.once('error', reject)
  })

const cancelled: Cancelled = Object.freeze({ error: 'Cancelled' })

const writeAll = async (work: Work, sheets: readonly Sheet[]): Promise<void> => {
  for (const sheet of sheets) await writeListing(work, sheet)
  if (!isStopped(work)) await work.workbook.commit()
  ignoringErrors(work.options.onProgress)({ rows: work.rows })
}

const writeWorkbook = async (
  out: WriteStream,
  sheets: readonly Sheet[],
  options: XlsxOptions,
): Promise<Either<WriteFailure, Written>> => {
  await waitUntilOpen(out)
  const streamError = new Promise<never>((_resolve, reject) => out.once('error', reject))
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true, useSharedStrings: false })
  const work: Work = { workbook, out, options, nameOf: createSheetNames(), rows: 0 }
  try {
    await Promise.race([writeAll(work, sheets), streamError])
    if (out.errored) throw out.errored
    return options.signal?.aborted ? left(cancelled) : right({ rows: work.rows })
  } finally {
    out.destroy()
  }
}

const tooWide = (file: string): WriteFailure => ({
  error: 'FileUnwritable',
  file,
  problem: `${file} was not written: a sheet of Excel has room for ${excelColumns} columns. Choose fewer.`,
})

/**
 * Writes listings as sheets of an Excel file, row by row: with a bold, frozen header, filters, real dates and numbers,
 * and texts that are never read as formulas. The file is written completely or not at all. Fails with `FileUnwritable`,
 * or `Cancelled` by the signal.
 */
export const writeXlsx = async (
  sheets: Sheet | readonly Sheet[],
  file: string,
  options: XlsxOptions = {},
): Promise<Either<WriteFailure, Written>> => {
  const all: readonly Sheet[] = 'columns' in sheets ? [sheets] : sheets
  if (all.some(({ columns }) => columns.length > excelColumns)) return left(tooWide(file))
  let rows = 0
  const outcome = await writeWholeFile<WriteFailure>(file, async (temporary) => {
    const done = await writeWorkbook(createWriteStream(temporary), all, options)
    if (done._tag === 'Left') return done
    rows = done.right.rows
    return right(undefined)
  })
  return outcome._tag === 'Left' ? outcome : right({ rows })
}
