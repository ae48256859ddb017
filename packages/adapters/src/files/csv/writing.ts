import { createWriteStream } from 'node:fs'
import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Cancelled } from '@clientele/domain'
import type { Listing, ListingCell } from '@clientele/projections'
import { stringify } from 'csv-stringify'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { guarded } from './guard.js'
import { type FileUnwritable, fileUnwritable, wholeFile } from './writing-file.js'

/** How far a file has come, in rows. */
export type WriteProgress = { readonly rows: number }

/** Who opens a CSV file: `excel-eu` is Excel where a comma is part of numbers: semicolons and a byte order mark. */
export const csvReaders = ['excel-eu'] as const

export type CsvReader = (typeof csvReaders)[number]

export type CsvOptions = WriteOptions & { readonly for?: CsvReader | undefined }

export type WriteOptions = {
  readonly onProgress?: ((progress: WriteProgress) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

export type WriteFailure = FileUnwritable | Cancelled

/** Rows written without the header. */
export type Written = { readonly rows: number }

/** A cell as CSV has it: a text that no spreadsheet takes for a formula. */
export const csvCell = (cell: ListingCell): string => (typeof cell === 'number' ? String(cell) : guarded(cell))

const progressEvery = 1_000

type Count = { rows: number }

const recordsOf = function* (listing: Listing, count: Count, { onProgress }: WriteOptions): Iterable<string[]> {
  yield listing.columns.map(({ heading }) => csvCell(heading))
  for (const row of listing.rows) {
    yield row.map(csvCell)
    count.rows += 1
    if (count.rows % progressEvery === 0) onProgress?.({ rows: count.rows })
  }
  onProgress?.({ rows: count.rows })
}

/** A row of one empty cell would be an empty line, which readers pass over. */
const quoting = ({ columns }: Listing): { readonly quoted_empty?: true } =>
  columns.length === 1 ? { quoted_empty: true } : {}

const written: { readonly [K in CsvReader]: { readonly delimiter: string; readonly bom: boolean } } = {
  'excel-eu': { delimiter: ';', bom: true },
}

const poured = async (listing: Listing, into: Writable, options: CsvOptions, end: boolean): Promise<Written> => {
  const count = { rows: 0 }
  const records = Readable.from(recordsOf(listing, count, options))
  const format = options.for === undefined ? {} : written[options.for]
  const csv = stringify({ record_delimiter: '\r\n', quoted_match: /[\r\n]/, ...quoting(listing), ...format })
  await pipeline(records, csv, into, { end, ...(options.signal === undefined ? {} : { signal: options.signal }) })
  return { rows: count.rows }
}

const writeStream = async (
  listing: Listing,
  into: Writable,
  options: CsvOptions,
): Promise<Either<WriteFailure, Written>> => {
  try {
    return right(await poured(listing, into, options, false))
  } catch (error) {
    return left(options.signal?.aborted ? { error: 'Cancelled' } : fileUnwritable('The CSV', error))
  }
}

const writeFile = async (
  listing: Listing,
  file: string,
  options: CsvOptions,
): Promise<Either<WriteFailure, Written>> => {
  let done: Written = { rows: 0 }
  const outcome = await wholeFile<WriteFailure>(file, async (temporary) => {
    try {
      done = await poured(listing, createWriteStream(temporary), options, true)
      return right(undefined)
    } catch (error) {
      return left(options.signal?.aborted ? { error: 'Cancelled' } : fileUnwritable(file, error))
    }
  })
  return outcome._tag === 'Left' ? outcome : right(done)
}

/**
 * Writes a listing as CSV (RFC 4180: UTF-8, CRLF, a header; `for` says who is to open it), row by row, to a file or a stream, which is not ended.
 * A file is there whole or not at all. `FileUnwritable`, or `Cancelled` when the signal says so.
 */
export const writeCsv = (
  listing: Listing,
  to: Writable | string,
  options: CsvOptions = {},
): Promise<Either<WriteFailure, Written>> =>
  typeof to === 'string' ? writeFile(listing, to, options) : writeStream(listing, to, options)
