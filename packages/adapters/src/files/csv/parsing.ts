import { CsvError, parse } from 'csv-parse'
import { type Lines, linesIn, longestRow, newline, type Unreadable } from './reading-lines.js'

/** A row of a file and the line it begins on; the header row is one too. */
export type CsvRow = { readonly line: number; readonly fields: readonly string[] }

const carriageReturn = 0x0d
const firstStep = 4_096
const nothing = Buffer.alloc(0)

const unparsable = ({ code }: CsvError, line: number): Unreadable => {
  if (code === 'CSV_QUOTE_NOT_CLOSED') return { error: 'UnterminatedQuote', line }
  return code === 'CSV_MAX_RECORD_SIZE'
    ? { error: 'RowTooLong', line, most: longestRow }
    : { error: 'MisplacedQuote', line }
}

type Parser = {
  /** Takes a piece of text; answers why it cannot go on. */
  take(piece: Buffer): Promise<CsvError | null>
  end(): Promise<CsvError | null>
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
  let failed: CsvError | null = null
  const ended = new Promise<void>((resolve) => {
    parser.on('error', (error) => {
      if (error instanceof CsvError) failed = error
      resolve()
    })
    parser.on('end', () => resolve())
  })
  parser.resume()
  return {
    take: (piece) =>
      new Promise((resolve) => parser.write(piece, (error) => resolve(error instanceof CsvError ? error : null))),
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

/** A reader of rows with a separator, the first of them on a line. */
export const createRowReader = (delimiter: string, firstLine: number): RowReader => {
  let items: (CsvRow | Unreadable)[] = []
  let badLines: readonly number[] = []
  let source: Buffer = nothing
  // Places in the source: where the parser began, how far it was fed, and up to where rows were made of it.
  let origin = 0
  let fed = 0
  let done = 0
  let line = firstLine

  const skipEmptyLines = (): void => {
    for (;;) {
      const length = source[done] === carriageReturn && source[done + 1] === newline ? 2 : 1
      if (source[done + length - 1] !== newline) return
      done += length
      line += 1
    }
  }

  const onRow = (fields: readonly string[], bytes: number): void => {
    skipEmptyLines()
    const end = origin + bytes
    const next = line + linesIn(source, done, end)
    const isBad = badLines.some((bad) => bad >= line && bad <= Math.max(line, next - 1))
    items.push(isBad ? { error: 'InvalidEncoding', line } : { line, fields })
    line = next
    done = end
  }

  let parser = createParser(delimiter, onRow)

  const refuse = (error: CsvError): void => {
    skipEmptyLines()
    items.push(unparsable(error, line))
    done = source.indexOf(newline, done) + 1 || source.length
    line += 1
    origin = done
    fed = done
    parser = createParser(delimiter, onRow)
  }

  // Step by step: a parser that fails has read in vain what lies behind.
  const feed = async (step: number): Promise<void> => {
    for (let size = step; fed < source.length; ) {
      const piece = source.subarray(fed, fed + size)
      fed += piece.length
      const error = await parser.take(piece)
      if (error !== null) refuse(error)
      size = error === null ? size * 2 : firstStep
    }
  }

  const end = async (): Promise<void> => {
    for (let error = await parser.end(); error !== null; error = await parser.end()) {
      refuse(error)
      await feed(firstStep)
    }
    source = nothing
    origin = 0
    fed = 0
    done = 0
  }

  const passOver = async (tooLong: number): Promise<void> => {
    await end()
    items.push({ error: 'RowTooLong', line: tooLong, most: longestRow })
    line = tooLong + 1
    parser = createParser(delimiter, onRow)
  }

  return {
    take: async (lines) => {
      if ('tooLong' in lines) return passOver(lines.tooLong)
      badLines = [...badLines.filter((bad) => bad >= line), ...lines.badLines]
      const left = source.subarray(done)
      source = left.length === 0 ? lines.bytes : Buffer.concat([left, lines.bytes])
      origin -= done
      fed = left.length
      done = 0
      await feed(lines.bytes.length)
    },
    end,
    taken: () => {
      const taken = items
      items = []
      return taken
    },
  }
}
