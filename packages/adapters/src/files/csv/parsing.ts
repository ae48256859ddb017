import { parse } from 'csv-parse'
import { codeOf } from './code-of.js'
import { type Lines, linesIn, longestRow, newline, type Unreadable } from './reading-lines.js'

/** A row of a file and the line it begins on; the header row is one too. */
export type CsvRow = { readonly line: number; readonly fields: readonly string[] }

const carriageReturn = 0x0d
const firstStep = 4_096
const nothing = Buffer.alloc(0)

const unparsable = (error: Error, line: number): Unreadable => {
  const code = codeOf(error)
  if (code === 'CSV_QUOTE_NOT_CLOSED') return { error: 'UnterminatedQuote', line }
  return code === 'CSV_MAX_RECORD_SIZE'
    ? { error: 'RowTooLong', line, most: longestRow }
    : { error: 'MisplacedQuote', line }
}

type Parser = {
  /** Takes a piece of text; answers why it cannot go on. */
  take(piece: Buffer): Promise<Error | null>
  end(): Promise<Error | null>
}

/** A parser of rows, each told with the count of bytes up to its end. */
const createParser = (delimiter: string, onRow: (fields: readonly string[], end: number) => void): Parser => {
  const parser = parse({
    delimiter,
    relax_column_count: true,
    skip_empty_lines: true,
    record_delimiter: ['\r\n', '\n'],
    max_record_size: longestRow,
    on_record: (fields: readonly string[], { bytes }) => {
      onRow(fields, bytes)
      return null
    },
  })
  let failed: Error | null = null
  const ended = new Promise<void>((resolve) => {
    parser.on('error', (error) => {
      failed = error
      resolve()
    })
    parser.on('end', () => resolve())
  })
  parser.resume()
  return {
    take: (piece) => new Promise((resolve) => parser.write(piece, (error) => resolve(error ?? null))),
    end: async () => {
      parser.end()
      await ended
      return failed
    },
  }
}

/** Makes rows of lines. A row that cannot be read is told, and reading goes on at the line behind its first one. */
export type RowReader = {
  take(lines: Lines): Promise<void>
  end(): Promise<void>
  /** What was read since it was asked last. */
  taken(): readonly (CsvRow | Unreadable)[]
}

/** A text under way: places in the source are where the parser began, how far it was fed, and up to where rows were made. */
type Reading = {
  readonly delimiter: string
  parser: Parser
  items: (CsvRow | Unreadable)[]
  badLines: readonly number[]
  source: Buffer
  origin: number
  fed: number
  done: number
  line: number
  /** The cells of the first row; 0 before it. */
  width: number
}

const skipEmptyLines = (reading: Reading): void => {
  for (;;) {
    const { source, done } = reading
    const length = source[done] === carriageReturn && source[done + 1] === newline ? 2 : 1
    if (source[done + length - 1] !== newline) return
    reading.done += length
    reading.line += 1
  }
}

const cellsIn = (line: string, delimiter: string): number => line.split(delimiter).length

/** Whether a row has whole rows in it: a quote that was opened by mistake is closed by one further down. */
const swallowsRows = (row: Buffer, { width, delimiter }: Reading): boolean => {
  const [, ...inner] = row.toString('utf8').trimEnd().split('\n')
  return width > 2 && inner.length > 1 && inner.every((line) => cellsIn(line, delimiter) >= width)
}

const misplaced = (): Error => new Error('A quote is closed rows below.')

const takeRow = (reading: Reading, fields: readonly string[], bytes: number): void => {
  skipEmptyLines(reading)
  const { source, origin, done, line, badLines, items } = reading
  const end = origin + bytes
  const next = line + linesIn(source, done, end)
  if (next - line > 2 && swallowsRows(source.subarray(done, end), reading)) throw misplaced()
  reading.width ||= fields.length
  const isBad = badLines.some((bad) => bad >= line && bad <= Math.max(line, next - 1))
  items.push(isBad ? { error: 'InvalidEncoding', line } : { line, fields })
  reading.line = next
  reading.done = end
}

const beginParser = (reading: Reading): void => {
  reading.parser = createParser(reading.delimiter, (fields, bytes) => takeRow(reading, fields, bytes))
}

const refuse = (reading: Reading, error: Error): void => {
  skipEmptyLines(reading)
  const { source, done, line, items } = reading
  items.push(unparsable(error, line))
  const next = source.indexOf(newline, done) + 1 || source.length
  Object.assign(reading, { line: line + 1, done: next, origin: next, fed: next })
  beginParser(reading)
}

// Step by step: a parser that fails has read in vain what lies behind.
const feed = async (reading: Reading, step: number): Promise<void> => {
  for (let size = step; reading.fed < reading.source.length; ) {
    const piece = reading.source.subarray(reading.fed, reading.fed + size)
    reading.fed += piece.length
    const error = await reading.parser.take(piece)
    if (error !== null) refuse(reading, error)
    size = error === null ? size * 2 : firstStep
  }
}

const end = async (reading: Reading): Promise<void> => {
  for (let error = await reading.parser.end(); error !== null; error = await reading.parser.end()) {
    refuse(reading, error)
    await feed(reading, firstStep)
  }
  Object.assign(reading, { source: nothing, origin: 0, fed: 0, done: 0 })
}

const passOver = async (reading: Reading, tooLong: number): Promise<void> => {
  await end(reading)
  reading.items.push({ error: 'RowTooLong', line: tooLong, most: longestRow })
  reading.line = tooLong + 1
  beginParser(reading)
}

const take = async (reading: Reading, lines: Lines): Promise<void> => {
  if ('tooLong' in lines) return passOver(reading, lines.tooLong)
  reading.badLines = [...reading.badLines.filter((bad) => bad >= reading.line), ...lines.badLines]
  const left = reading.source.subarray(reading.done)
  reading.source = left.length === 0 ? lines.bytes : Buffer.concat([left, lines.bytes])
  reading.origin -= reading.done
  reading.fed = left.length
  reading.done = 0
  await feed(reading, lines.bytes.length)
}

/** A reader of rows with a separator, the first of them on a line. */
export const createRowReader = (delimiter: string, firstLine: number): RowReader => {
  const places = { source: nothing, origin: 0, fed: 0, done: 0, line: firstLine, width: 0 }
  const parser = createParser(delimiter, (fields, bytes) => takeRow(reading, fields, bytes))
  const reading: Reading = { delimiter, parser, items: [], badLines: [], ...places }
  return {
    take: (lines) => take(reading, lines),
    end: () => end(reading),
    taken: () => reading.items.splice(0),
  }
}
