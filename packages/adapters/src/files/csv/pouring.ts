import { createWriteStream } from 'node:fs'
import type { Writable } from 'node:stream'
import type { Cancelled } from '@clientele/domain'
import type { Listing } from '@clientele/projections'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { type FileUnwritable, fileUnwritable, wholeFile } from './writing-file.js'

/** How far a file has come, in rows. */
export type WriteProgress = { readonly rows: number }

export type WriteOptions = {
  readonly onProgress?: ((progress: WriteProgress) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

export type WriteFailure = FileUnwritable | Cancelled

/** Rows written without the header. */
export type Written = { readonly rows: number }

/** Pours a listing into a stream, which is ended if `end` says so. */
export type Pour<O extends WriteOptions> = (
  listing: Listing,
  into: Writable,
  options: O,
  end: boolean,
) => Promise<Written>

const progressEvery = 1_000

/** Passes what is written of each row, and counts the rows. */
export function* counted<A>(rows: Iterable<A>, count: { rows: number }, { onProgress }: WriteOptions): Iterable<A> {
  for (const row of rows) {
    yield row
    count.rows += 1
    if (count.rows % progressEvery === 0) onProgress?.({ rows: count.rows })
  }
  onProgress?.({ rows: count.rows })
}

/** The options of a pipeline. */
export const pipelineOptions = ({ signal }: WriteOptions, end: boolean): { end: boolean; signal?: AbortSignal } => ({
  end,
  ...(signal === undefined ? {} : { signal }),
})

const failureOf = (name: string, { signal }: WriteOptions, error: unknown): WriteFailure =>
  signal?.aborted ? { error: 'Cancelled' } : fileUnwritable(name, error)

/**
 * Returns a function that writes listings row by row, to a file or a stream, which is not ended. A file is there whole or
 * not at all. `FileUnwritable`, or `Cancelled` when the signal says so. `name` is what a stream is called in a failure.
 */
export const writingBy = <O extends WriteOptions>(
  name: string,
  pour: Pour<O | WriteOptions>,
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
    const outcome = await wholeFile<WriteFailure>(file, async (temporary) => {
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
