import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, type Readable } from 'node:stream'
import { type CsvReader, writeCsv } from '@clientele/adapters/csv'
import { type Sheet, writeXlsx } from '@clientele/adapters/excel'
import { writeJsonLines } from '@clientele/adapters/json-lines'
import type { Listing } from '@clientele/projections'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { Asked } from '../environment.js'

/** A listing to be saved as a file; `name` is without its ending. */
export type ListingFile = {
  /** Who opens a CSV file; by default anybody. */
  readonly csvFor?: CsvReader | undefined
  readonly name: string
  readonly format: 'csv' | 'jsonl' | 'xlsx'
  readonly listing: Listing
}

const types: { readonly [K in ListingFile['format']]: string } = {
  csv: 'text/csv; charset=utf-8',
  jsonl: 'application/jsonl; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

// A reader is told by reading; where nobody reads nobody has to be told.
const toldByReading = (): void => undefined

const csvWriter =
  (reader: CsvReader | undefined): typeof writeCsv =>
  (listing, into, options) =>
    writeCsv(listing, into, { ...options, for: reader })

/** The rows as they are read: a reader that goes away ends it. */
const streamed = (write: typeof writeCsv, asked: Asked, listing: Listing): Readable => {
  const into = new PassThrough().on('error', toldByReading)
  void write(listing, into, { signal: asked.req.raw.signal }).then((written) => {
    if (isLeft(written)) into.destroy(new Error(written.left.error))
    else into.end()
  })
  return into
}

// An Excel file is written whole before it is sent, so that what fails is told by the status.
const xlsxOf = async (asked: Asked, listing: Listing | readonly Sheet[]): Promise<Readable> => {
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

type Making = () => Readable | Promise<Readable>

const attached = async (asked: Asked, name: string, format: ListingFile['format'], make: Making): Promise<Response> => {
  asked.header('content-type', types[format])
  asked.header('content-disposition', `attachment; filename="${name}.${format}"`)
  if (asked.req.method === 'HEAD') return asked.body(null)
  return asked.newResponse(ReadableStream.from(readOf(await make())))
}

/** Answers with a listing as an attachment. */
export const answerFile = (asked: Asked, { name, format, listing, csvFor }: ListingFile): Promise<Response> =>
  attached(asked, name, format, () =>
    format === 'xlsx'
      ? xlsxOf(asked, listing)
      : streamed(format === 'csv' ? csvWriter(csvFor) : writeJsonLines, asked, listing),
  )

/** Answers with sheets of an Excel file as an attachment; `name` is without its ending. */
export const answerSheets = (asked: Asked, name: string, sheets: readonly Sheet[]): Promise<Response> =>
  attached(asked, name, 'xlsx', () => xlsxOf(asked, sheets))
