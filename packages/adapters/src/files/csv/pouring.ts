import { createWriteStream } from 'node:fs'
import type { Writable } from 'node:stream'
import type { Cancelled } from '@clientele/domain'
import type { Listing } from '@clientele/projections'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { ignoringErrors } from '../../host/ignoring-errors.js'
import { type FileUnwritable, fileUnwritable, writeWholeFile } from './writing-file.js'

/** The progress of writing a file, in rows. */
export type WriteProgress = { readonly rows: number }

export type WriteOptions = {
  readonly onProgress?: ((progress: WriteProgress) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

export type WriteFailure = FileUnwritable | Cancelled

/** The number of rows written, without the header. */
export type Written = { readonly rows: number }

/** Writes a listing to a stream, and ends the stream if `end` is true. */
export type WriteListing<O extends WriteOptions> = (
  listing: Listing,
  into: Writable,
  options: O,
  end: boolean,
) => Promise<Written>

const progressEvery = 1_000

/** Yields rows, counts them and reports progress. */
export function* countRows<A>(rows: Iterable<A>, count: { rows: number }, { onProgress }: WriteOptions): Iterable<A> {
  const tell = ignoringErrors(onProgress)
  for (const row of rows) {
    yield row
    count.rows += 1
    if (count.rows % progressEvery === 0) tell({ rows: count.rows })
  }
  tell({ rows: count.rows })
}

/** The options of a pipeline. */
export const pipelineOptions = ({ signal }: WriteOptions, end: boolean): { end: boolean; signal?: AbortSignal } => ({
  end,
  ...(signal === undefined ? {} : { signal }),
})

const failureOf = (name: string, { signal }: WriteOptions, error: unknown): WriteFailure =>
  signal?.aborted ? { error: 'Cancelled' } : fileUnwritable(name, error)

/**
 * Creates a function that writes listings row by row to a file or a stream; the stream is not ended. A file is written
 * completely or not at all. Fails with `FileUnwritable`, or `Cancelled` by the signal. `name` is the name of a stream
 * in a failure.
 */
export const createWriter = <O extends WriteOptions>(
  name: string,
  pour: WriteListing<O | WriteOptions>,
): ((listing: Listing, to: Writable | string, options?: O) => Promise<Either<WriteFailure, Written>>) => {
  const writeStream = async (listing: Listing, into: Writable, options: O | WriteOptions) => {
    try {
      return right(await pour(listing, into, options, false))
    } catch (error) {
      return left(failureOf(name, options, error))
    }
  }

  const writeFile = async (listing: Listing, file: string, options: O | WriteOptions) => {
    let written: Written = { rows: 0 }
    const outcome = await writeWholeFile<WriteFailure>(file, async (temporary) => {
      try {
        written = await pour(listing, createWriteStream(temporary), options, true)
        return right(undefined)
      } catch (error) {
        return left(failureOf(file, options, error))
      }
    })
    return outcome._tag === 'Left' ? outcome : right(written)
  }

  return (listing, to, options) =>
    typeof to === 'string' ? writeFile(listing, to, options ?? {}) : writeStream(listing, to, options ?? {})
}
