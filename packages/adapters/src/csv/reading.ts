import { createReadStream } from 'node:fs'
import { pipeline, Readable } from 'node:stream'
import { CsvError, type Info, type Parser, parse } from 'csv-parse'
import { type Fault, longestRow, textBlocks, type Unreadable } from './reading-lines.js'

export type { Unreadable } from './reading-lines.js'

/** A row of a CSV file and the line it begins on; the header row is one too. */
export type CsvRow = { readonly line: number; readonly fields: readonly string[] }

/** How reading tells how far it has come: called with the bytes of every piece read. */
export type ReadingOptions = { readonly onBytes?: (bytes: number) => void }

type Parsed = { readonly record: readonly string[]; readonly info: Info }

const options = {
  bom: true,
  info: true,
  relax_column_count: true,
  skip_empty_lines: true,
  record_delimiter: ['\r\n', '\n'],
  max_record_size: longestRow,
}

const counted = async function* (path: string, onBytes: (bytes: number) => void): AsyncIterable<Buffer> {
  for await (const chunk of createReadStream(path, { highWaterMark: 262_144 })) {
    onBytes(chunk.length)
    yield chunk
  }
}

const parserOf = (path: string, fault: Fault, { onBytes = () => {} }: ReadingOptions): Parser => {
  const parser = parse(options)
  pipeline(Readable.from(textBlocks(counted(path, onBytes), fault)), parser, () => {})
  return parser
}

const lineBreaks = (fields: readonly string[]): number =>
  fields.reduce((sum, field) => sum + (field.includes('\n') ? field.split('\n').length - 1 : 0), 0)

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'UNKNOWN'

/** What an error of the parser or of the file system means, for a row that begins on a line. */
const unreadable = (error: unknown, line: number): Unreadable => {
  if (!(error instanceof CsvError)) return { error: 'FileUnreadable', line: 0, code: codeOf(error) }
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return { error: 'UnterminatedQuote', line }
  return error.code === 'CSV_MAX_RECORD_SIZE'
    ? { error: 'RowTooLong', line, most: longestRow }
    : { error: 'MisplacedQuote', line }
}

/**
 * Reads a CSV file (UTF-8 with or without a BOM, RFC 4180, CRLF or LF) as a stream of its rows; empty lines are passed
 * over. What cannot be read comes last, as a value.
 */
export const readCsv = async function* (
  path: string,
  reading: ReadingOptions = {},
): AsyncIterable<CsvRow | Unreadable> {
  const fault: Fault = { found: null }
  let end = 0
  try {
    for await (const { record, info } of parserOf(path, fault, reading) as AsyncIterable<Parsed>) {
      end = info.lines
      yield { line: end - lineBreaks(record), fields: record }
    }
  } catch (error) {
    fault.found ??= unreadable(error, end + 1)
  }
  if (fault.found !== null) yield fault.found
}
