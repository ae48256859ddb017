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
import type { RequestContext } from '../environment.js'

/** A listing to download as a file; `name` is without extension. */
export type ListingFile = {
  /** The program that opens a CSV file; by default any. */
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

// The reader of the stream gets the error; without a reader it concerns nobody.
const ignoreStreamError = (): void => undefined

const csvWriter =
  (reader: CsvReader | undefined): typeof writeCsv =>
  (listing, into, options) =>
    writeCsv(listing, into, { ...options, for: reader })

/** Streams the rows; a client that disconnects ends the stream. */
const streamRows = (write: typeof writeCsv, context: RequestContext, listing: Listing): Readable => {
  const into = new PassThrough().on('error', ignoreStreamError)
  void write(listing, into, { signal: context.req.raw.signal }).then((written) => {
    if (isLeft(written)) into.destroy(new Error(written.left.error))
    else into.end()
  })
  return into
}

// Writes the whole Excel file before sending it, so that the status can report a failure.
const xlsxOf = async (context: RequestContext, listing: Listing | readonly Sheet[]): Promise<Readable> => {
  const { signal } = context.req.raw
  const folder = await mkdtemp(join(tmpdir(), 'clientele-'))
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    const file = join(folder, 'listing.xlsx')
    const written = await writeXlsx(listing, file, { signal })
    if (isLeft(written)) throw new Error(written.left.error)
    return createReadStream(file, { signal })
      .on('error', ignoreStreamError)
      .once('close', () => void remove())
  } catch (error) {
    await remove()
    throw error
  }
}

/** The bytes of a stream, which is destroyed when the client disconnects, even before the first byte. */
const bytesOf = (content: Readable): AsyncIterable<unknown> => {
  const read = content[Symbol.asyncIterator]()
  const leave = async (): Promise<IteratorResult<unknown>> => {
    content.destroy()
    return { done: true, value: undefined }
  }
  return { [Symbol.asyncIterator]: () => ({ next: () => read.next(), return: leave }) }
}

type CreateContent = () => Readable | Promise<Readable>

const attachment = async (
  context: RequestContext,
  name: string,
  format: ListingFile['format'],
  make: CreateContent,
): Promise<Response> => {
  context.header('content-type', types[format])
  context.header('content-disposition', `attachment; filename="${name}.${format}"`)
  if (context.req.method === 'HEAD') return context.body(null)
  return context.newResponse(ReadableStream.from(bytesOf(await make())))
}

/** Responds with a listing as an attachment. */
export const answerFile = (
  context: RequestContext,
  { name, format, listing, csvFor }: ListingFile,
): Promise<Response> =>
  attachment(context, name, format, () =>
    format === 'xlsx'
      ? xlsxOf(context, listing)
      : streamRows(format === 'csv' ? csvWriter(csvFor) : writeJsonLines, context, listing),
  )

/** Responds with an Excel file of sheets as an attachment; `name` is without extension. */
export const answerSheets = (context: RequestContext, name: string, sheets: readonly Sheet[]): Promise<Response> =>
  attachment(context, name, 'xlsx', () => xlsxOf(context, sheets))
