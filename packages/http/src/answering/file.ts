import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, type Readable } from 'node:stream'
import { writeCsv } from '@clientele/adapters/csv'
import { writeXlsx } from '@clientele/adapters/excel'
import type { Listing } from '@clientele/projections'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { Asked } from '../environment.js'

/** A listing to be saved as a file; `name` is without its ending. */
export type ListingFile = { readonly name: string; readonly format: 'csv' | 'xlsx'; readonly listing: Listing }

const types: { readonly [K in ListingFile['format']]: string } = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

// A reader is told by reading; where nobody reads nobody has to be told.
const toldByReading = (): void => undefined

/** The rows as they are read: a reader that goes away ends it. */
const csvOf = (asked: Asked, listing: Listing): Readable => {
  const into = new PassThrough().on('error', toldByReading)
  void writeCsv(listing, into, { signal: asked.req.raw.signal }).then((written) => {
    if (isLeft(written)) into.destroy(new Error(written.left.error))
    else into.end()
  })
  return into
}

// An Excel file is written whole before it is sent, so that what fails is told by the status.
const xlsxOf = async (asked: Asked, listing: Listing): Promise<Readable> => {
  const { signal } = asked.req.raw
  const folder = await mkdtemp(join(tmpdir(), 'clientele-'))
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    const file = join(folder, 'listing.xlsx')
    const written = await writeXlsx(listing, file, { signal })
    if (isLeft(written)) throw new Error(written.left.error)
    return createReadStream(file, { signal })
      .on('error', toldByReading)
      .once('close', () => void remove())
  } catch (error) {
    await remove()
    throw error
  }
}

/** The bytes of a stream; it ends with who goes away, before the first byte as well. */
const readOf = (content: Readable): AsyncIterable<unknown> => {
  const read = content[Symbol.asyncIterator]()
  const leave = async (): Promise<IteratorResult<unknown>> => {
    content.destroy()
    return { done: true, value: undefined }
  }
  return { [Symbol.asyncIterator]: () => ({ next: () => read.next(), return: leave }) }
}

/** Answers with a listing as an attachment. */
export const answerFile = async (asked: Asked, { name, format, listing }: ListingFile): Promise<Response> => {
  asked.header('content-type', types[format])
  asked.header('content-disposition', `attachment; filename="${name}.${format}"`)
  if (asked.req.method === 'HEAD') return asked.body(null)
  const content = format === 'csv' ? csvOf(asked, listing) : await xlsxOf(asked, listing)
  return asked.newResponse(ReadableStream.from(readOf(content)))
}
