import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { finished } from 'node:stream/promises'
import { CsvError, parse } from 'csv-parse'
import { type Fault, longestRow, textBlocks, type Unreadable } from './reading-lines.js'

export type { Unreadable } from './reading-lines.js'

/** A row of a CSV file and the line it begins on; the header row is one too. */
export type CsvRow = { readonly line: number; readonly fields: readonly string[] }

/** How reading tells how far it has come: called with the bytes of every piece read. */
export type ReadingOptions = { readonly onBytes?: (bytes: number) => void }

const options = {
  bom: true,
  relax_column_count: true,
  skip_empty_lines: true,
  record_delimiter: ['\r\n', '\n'],
  max_record_size: longestRow,
}

/** Refuses what may never end, or never begin, such as a pipe or a device. */
const unlessEndless = async (path: string): Promise<void> => {
  const stats = await stat(path)
  if (!stats.isFile() && !stats.isDirectory())
    throw Object.assign(new Error('This is no regular file.'), { code: 'NOT_A_FILE' })
}

const counted = async function* (path: string, onBytes: (bytes: number) => void): AsyncIterable<Buffer> {
  await unlessEndless(path)
  for await (const chunk of createReadStream(path, { highWaterMark: 262_144 })) {
    onBytes(chunk.length)
    yield chunk
  }
}

const lineBreaks = (fields: readonly string[]): number =>
  fields.reduce((sum, field) => sum + (field.includes('\n') ? field.split('\n').length - 1 : 0), 0)

const emptyLinesBefore = (error: CsvError): number =>
  'empty_lines' in error && typeof error.empty_lines === 'number' ? error.empty_lines : 0

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'UNKNOWN'

const unparsable = (error: CsvError, line: number): Unreadable => {
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return { error: 'UnterminatedQuote', line }
  return error.code === 'CSV_MAX_RECORD_SIZE'
    ? { error: 'RowTooLong', line, most: longestRow }
    : { error: 'MisplacedQuote', line }
}

/** The parser, fed block by block: what it made of a block is taken before the next one, also when it then fails. */
const createRows = () => {
  let rows: CsvRow[] = []
  let lines = 0
  const parser = parse({
    ...options,
    on_record: (fields: readonly string[], { empty_lines: empty }) => {
      rows.push({ line: lines + empty + 1, fields })
      lines += 1 + lineBreaks(fields)
      return null
    },
  })
  const ended = finished(parser.resume()).then(
    () => null,
    (error: unknown) => error,
  )
  return {
    feed: (text: string): Promise<boolean> =>
      new Promise((resolve) => parser.write(text, (error) => resolve(error == null))),
    finish: async (): Promise<Unreadable | null> => {
      parser.end()
      const error = await ended
      return error instanceof CsvError ? unparsable(error, lines + emptyLinesBefore(error) + 1) : null
    },
    taken: (): readonly CsvRow[] => {
      const taken = rows
      rows = []
      return taken
    },
  }
}

/**
 * Reads a CSV file (UTF-8 with or without a BOM, RFC 4180, CRLF or LF) as a stream of its rows; empty lines are passed
 * over. What cannot be read comes last, as a value.
 */
export const readCsv = async function* (
  path: string,
  { onBytes = () => {} }: ReadingOptions = {},
): AsyncIterable<CsvRow | Unreadable> {
  const fault: Fault = { found: null }
  const rows = createRows()
  try {
    for await (const text of textBlocks(counted(path, onBytes), fault)) {
      const goesOn = await rows.feed(text)
      yield* rows.taken()
      if (!goesOn) break
    }
  } catch (error) {
    fault.found = { error: 'FileUnreadable', line: 0, code: codeOf(error) }
  }
  const unreadable = await rows.finish()
  yield* rows.taken()
  const found = fault.found ?? unreadable
  if (found !== null) yield found
}
