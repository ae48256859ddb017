import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Listing, ListingCell } from '@clientele/projections'
import type { Either } from 'fp-ts/lib/Either.js'
import {
  countRows,
  createWriter,
  pipelineOptions,
  type WriteFailure,
  type WriteOptions,
  type Written,
} from '../csv/pouring.js'

export type { WriteFailure, WriteOptions, WriteProgress, Written } from '../csv/pouring.js'

const linesOf = function* (
  { columns, rows }: Listing,
  count: { rows: number },
  options: WriteOptions,
): Iterable<string> {
  const keys = columns.map(({ key }) => key)
  const blankAsNull = (cell: ListingCell | undefined): ListingCell | null => (cell === '' ? null : (cell ?? null))
  for (const row of countRows(rows, count, options)) {
    const fields = keys.map((key, at) => [key, blankAsNull(row[at])] as const)
    yield `${JSON.stringify(Object.fromEntries(fields))}\n`
  }
}

const writeListing = async (
  listing: Listing,
  into: Writable,
  options: WriteOptions,
  end: boolean,
): Promise<Written> => {
  const count = { rows: 0 }
  await pipeline(Readable.from(linesOf(listing, count, options)), into, pipelineOptions(options, end))
  return { rows: count.rows }
}

/**
 * Writes a listing as JSON Lines (UTF-8, one JSON object per row and line), row by row, to a file or a stream; the
 * stream is not ended. The fields are the keys of the columns, the same in every language; a blank cell is `null`. A
 * file is written completely or not at all. Fails with `FileUnwritable`, or `Cancelled` by the signal.
 */
export const writeJsonLines: (
  listing: Listing,
  to: Writable | string,
  options?: WriteOptions,
) => Promise<Either<WriteFailure, Written>> = createWriter('The JSON lines', writeListing)
