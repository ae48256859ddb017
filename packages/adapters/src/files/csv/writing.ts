import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Listing, ListingCell } from '@clientele/projections'
import { stringify } from 'csv-stringify'
import type { Either } from 'fp-ts/lib/Either.js'
import { guardFormulas } from './guard.js'
import {
  countRows,
  createWriter,
  pipelineOptions,
  type WriteFailure,
  type WriteOptions,
  type Written,
} from './pouring.js'

export type { WriteFailure, WriteOptions, WriteProgress, Written } from './pouring.js'

/**
 * The program that opens a CSV file: `excel-eu` is Excel in locales with a decimal comma (semicolons, byte order mark).
 */
export const csvReaders = ['excel-eu'] as const

export type CsvReader = (typeof csvReaders)[number]

export type CsvOptions = WriteOptions & { readonly for?: CsvReader | undefined }

/** The CSV text of a cell, guarded against being read as a formula. */
export const csvCell = (cell: ListingCell): string => (typeof cell === 'number' ? String(cell) : guardFormulas(cell))

const recordsOf = function* (listing: Listing, count: { rows: number }, options: WriteOptions): Iterable<string[]> {
  yield listing.columns.map(({ heading }) => csvCell(heading))
  for (const row of countRows(listing.rows, count, options)) yield row.map(csvCell)
}

/** Quotes empty cells of a single column: an unquoted one would be an empty line, which readers skip. */
const quoteOptions = ({ columns }: Listing): { readonly quoted_empty?: true } =>
  columns.length === 1 ? { quoted_empty: true } : {}

const formats: { readonly [K in CsvReader]: { readonly delimiter: string; readonly bom: boolean } } = {
  'excel-eu': { delimiter: ';', bom: true },
}

const writeListing = async (listing: Listing, into: Writable, options: CsvOptions, end: boolean): Promise<Written> => {
  const count = { rows: 0 }
  const records = Readable.from(recordsOf(listing, count, options))
  const format = options.for === undefined ? {} : formats[options.for]
  const csv = stringify({ record_delimiter: '\r\n', quoted_match: /[\r\n]/, ...quoteOptions(listing), ...format })
  await pipeline(records, csv, into, pipelineOptions(options, end))
  return { rows: count.rows }
}

/**
 * Writes a listing as CSV (RFC 4180: UTF-8, CRLF, a header; `for` is the program that will open it), row by row, to a
 * file or a stream; the stream is not ended. A file is written completely or not at all. Fails with `FileUnwritable`,
 * or `Cancelled` by the signal.
 */
export const writeCsv: (
  listing: Listing,
  to: Writable | string,
  options?: CsvOptions,
) => Promise<Either<WriteFailure, Written>> = createWriter<CsvOptions>('The CSV', writeListing)
