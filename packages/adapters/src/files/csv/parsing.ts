import { parse } from 'csv-parse'
import { codeOf } from './code-of.js'
import { type Lines, linesIn, longestRow, newline, type Unreadable } from './reading-lines.js'

/** A row of a file (also the header row), and the line on which it begins. */
export type CsvRow = { readonly line: number; readonly fields: readonly string[] }

const carriageReturn = 0x0d
const firstStep = 4_096
const nothing = Buffer.alloc(0)

const toUnreadable = (error: Error, line: number): Unreadable => {
  const code = codeOf(error)
  if (code === 'CSV_QUOTE_NOT_CLOSED') return { error: 'UnterminatedQuote', line }
  return code === 'CSV_MAX_RECORD_SIZE'
    ? { error: 'RowTooLong', line, most: longestRow }
    : { error: 'MisplacedQuote', line }
}

type Parser = {
  /** Parses a piece of text; returns the error that stops the parser, or `null`. */
  take(piece: Buffer): Promise<Error | null>
  end(): Promise<Error | null>
}

/** Creates a parser that calls `onRow` with each row and the number of bytes up to its end. */
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

/** Parses lines into rows. An unreadable row is reported, and reading continues at the line after its first one. */
export type RowReader = {
  take(lines: Lines): Promise<void>
  end(): Promise<void>
  /** Returns the items read since the last call. */
  takeItems(): readonly (CsvRow | Unreadable)[]
}

/**
 * The state of reading. `origin`, `fed` and `done` are offsets in `source`: where the parser started, how far it was
 * fed, and the end of the last row.
 */
type ReadingState = {
  readonly delimiter: string
  parser: Parser
  items: (CsvRow | Unreadable)[]
  badLines: readonly number[]
  source: Buffer
  origin: number
  fed: number
  done: number
  line: number
  /** The number of cells of the first row; 0 before it. */
  width: number
}

const skipEmptyLines = (reading: ReadingState): void => {
  for (;;) {
    const { source, done } = reading
    const length = source[done] === carriageReturn && source[done + 1] === newline ? 2 : 1
    if (source[done + length - 1] !== newline) return
    reading.done += length
    reading.line += 1
  }
}

const cellsIn = (line: string, delimiter: string): number => line.split(delimiter).length

/** Whether a row contains whole rows: then a stray quote was closed by another one further down. */
const containsRows = (row: Buffer, { width, delimiter }: ReadingState): boolean => {
  const [, ...inner] = row.toString('utf8').trimEnd().split('\n')
  return width > 2 && inner.length > 1 && inner.every((line) => cellsIn(line, delimiter) >= width)
}

const misplacedQuote = (): Error => new Error('A quote is closed rows below.')

const takeRow = (reading: ReadingState, fields: readonly string[], bytes: number): void => {
  skipEmptyLines(reading)
  const { source, origin, done, line, badLines, items } = reading
  const end = origin + bytes
  const next = line + linesIn(source, done, end)
  if (next - line > 2 && containsRows(source.subarray(done, end), reading)) throw misplacedQuote()
  reading.width ||= fields.length
  const isBad = badLines.some((bad) => bad >= line && bad <= Math.max(line, next - 1))
  items.push(isBad ? { error: 'InvalidEncoding', line } : { line, fields })
  reading.line = next
  reading.done = end
}

const restartParser = (reading: ReadingState): void => {
  reading.parser = createParser(reading.delimiter, (fields, bytes) => takeRow(reading, fields, bytes))
}

const refuse = (reading: ReadingState, error: Error): void => {
  skipEmptyLines(reading)
  const { source, done, line, items } = reading
  items.push(toUnreadable(error, line))
  const next = source.indexOf(newline, done) + 1 || source.length
  Object.assign(reading, { line: line + 1, done: next, origin: next, fed: next })
  restartParser(reading)
}

// Feeds small pieces after an error: what a failing parser has read after the bad row must be parsed again.
const feed = async (reading: ReadingState, step: number): Promise<void> => {
  for (let size = step; reading.fed < reading.source.length; ) {
    const piece = reading.source.subarray(reading.fed, reading.fed + size)
    reading.fed += piece.length
    const error = await reading.parser.take(piece)
    if (error !== null) refuse(reading, error)
    size = error === null ? size * 2 : firstStep
  }
}

const end = async (reading: ReadingState): Promise<void> => {
  for (let error = await reading.parser.end(); error !== null; error = await reading.parser.end()) {
    refuse(reading, error)
    await feed(reading, firstStep)
  }
  Object.assign(reading, { source: nothing, origin: 0, fed: 0, done: 0 })
}

const skipTooLong = async (reading: ReadingState, tooLong: number): Promise<void> => {
  await end(reading)
  reading.items.push({ error: 'RowTooLong', line: tooLong, most: longestRow })
  reading.line = tooLong + 1
  restartParser(reading)
}

const take = async (reading: ReadingState, lines: Lines): Promise<void> => {
  if ('tooLong' in lines) return skipTooLong(reading, lines.tooLong)
  reading.badLines = [...reading.badLines.filter((bad) => bad >= reading.line), ...lines.badLines]
  const left = reading.source.subarray(reading.done)
  reading.source = left.length === 0 ? lines.bytes : Buffer.concat([left, lines.bytes])
  reading.origin -= reading.done
  reading.fed = left.length
  reading.done = 0
  await feed(reading, lines.bytes.length)
}

/** Creates a reader of rows with a separator; `firstLine` is the line number of the first row. */
export const createRowReader = (delimiter: string, firstLine: number): RowReader => {
  const places = { source: nothing, origin: 0, fed: 0, done: 0, line: firstLine, width: 0 }
  const parser = createParser(delimiter, (fields, bytes) => takeRow(reading, fields, bytes))
  const reading: ReadingState = { delimiter, parser, items: [], badLines: [], ...places }
  return {
    take: (lines) => take(reading, lines),
    end: () => end(reading),
    takeItems: () => reading.items.splice(0),
  }
}
