import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Listing, ListingCell } from '@clientele/projections'
import { stringify } from 'csv-stringify'
import type { Either } from 'fp-ts/lib/Either.js'
import { guarded } from './guard.js'
import { counted, pipelineOptions, type WriteFailure, type WriteOptions, type Written, writingBy } from './pouring.js'

export type { WriteFailure, WriteOptions, WriteProgress, Written } from './pouring.js'

/** Who opens a CSV file: `excel-eu` is Excel where a comma is part of numbers: semicolons and a byte order mark. */
export const csvReaders = ['excel-eu'] as const

export type CsvReader = (typeof csvReaders)[number]

export type CsvOptions = WriteOptions & { readonly for?: CsvReader | undefined }

/** A cell as CSV has it: a text that no spreadsheet takes for a formula. */
export const csvCell = (cell: ListingCell): string => (typeof cell === 'number' ? String(cell) : guarded(cell))

const recordsOf = function* (listing: Listing, count: { rows: number }, options: WriteOptions): Iterable<string[]> {
  yield listing.columns.map(({ heading }) => csvCell(heading))
  for (const row of counted(listing.rows, count, options)) yield row.map(csvCell)
}

/** A row of one empty cell would be an empty line, which readers pass over. */
const quoting = ({ columns }: Listing): { readonly quoted_empty?: true } =>
  columns.length === 1 ? { quoted_empty: true } : {}

const written: { readonly [K in CsvReader]: { readonly delimiter: string; readonly bom: boolean } } = {
  'excel-eu': { delimiter: ';', bom: true },
}

const pour = async (listing: Listing, into: Writable, options: CsvOptions, end: boolean): Promise<Written> => {
  const count = { rows: 0 }
  const records = Readable.from(recordsOf(listing, count, options))
  const format = options.for === undefined ? {} : written[options.for]
  const csv = stringify({ record_delimiter: '\r\n', quoted_match: /[\r\n]/, ...quoting(listing), ...format })
  await pipeline(records, csv, into, pipelineOptions(options, end))
  return { rows: count.rows }
}

/**
 * Writes a listing as CSV (RFC 4180: UTF-8, CRLF, a header; `for` says who is to open it), row by row, to a file or a
 * stream, which is not ended. A file is there whole or not at all. `FileUnwritable`, or `Cancelled` when the signal says so.
 */
export const writeCsv: (
  listing: Listing,
  to: Writable | string,
  options?: CsvOptions,
) => Promise<Either<WriteFailure, Written>> = writingBy<CsvOptions>('The CSV', pour)
