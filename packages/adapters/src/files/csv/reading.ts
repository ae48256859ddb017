import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { codeOf } from './code-of.js'
import { recogniseSeparator, type Separator } from './delimiter.js'
import { recogniseEncoding } from './encoding.js'
import { type CsvRow, createRowReader, type RowReader } from './parsing.js'
import { type Lines, readLines, type Unreadable } from './reading-lines.js'

export type { CsvRow } from './parsing.js'
export type { Unreadable } from './reading-lines.js'

/** The format of a text file: the WHATWG name of its encoding, and the separator of its cells. */
export type TextFormat = { readonly encoding: string; readonly delimiter: string }

/** How to read a file; missing options are detected. */
export type ReadingOptions = {
  readonly encoding?: string | undefined
  readonly delimiter?: string | undefined
  /** Whether a heading is known: the separator that gives the most known headings is chosen. */
  readonly isHeading?: (heading: string) => boolean
  /** Called once the format is known. */
  readonly onFormat?: ((format: TextFormat) => void) | undefined
  /** Called with the number of bytes of every chunk read. */
  readonly onBytes?: ((bytes: number) => void) | undefined
}

/** Throws for pipes and devices, which may never end or never begin. */
const refuseEndless = async (path: string): Promise<void> => {
  const stats = await stat(path)
  if (!stats.isFile() && !stats.isDirectory())
    throw Object.assign(new Error('This is no regular file.'), { code: 'NOT_A_FILE' })
}

const readChunks = async function* (path: string, onBytes: (bytes: number) => void): AsyncIterable<Buffer> {
  for await (const chunk of createReadStream(path, { highWaterMark: 262_144 })) {
    onBytes(chunk.length)
    yield chunk
  }
}

const separatorOf = (first: Lines, { delimiter, isHeading = () => false }: ReadingOptions): Separator => {
  const found = 'bytes' in first ? recogniseSeparator(first.bytes.toString('utf8'), isHeading) : null
  return { delimiter: delimiter ?? found?.delimiter ?? ',', skipped: found?.skipped ?? 0 }
}

const withoutStart = (lines: Lines, skipped: number): Lines =>
  'bytes' in lines && skipped > 0 ? { ...lines, bytes: lines.bytes.subarray(skipped) } : lines

const readItems = async function* (path: string, options: ReadingOptions): AsyncIterable<CsvRow | Unreadable> {
  await refuseEndless(path)
  const encoding = options.encoding ?? (await recogniseEncoding(path))
  let reader: RowReader | null = null
  for await (const lines of readLines(readChunks(path, options.onBytes ?? (() => {})), encoding)) {
    let skipped = 0
    if (reader === null) {
      const separator = separatorOf(lines, options)
      skipped = separator.skipped
      reader = createRowReader(separator.delimiter, skipped > 0 ? 2 : 1)
      options.onFormat?.({ encoding, delimiter: separator.delimiter })
    }
    await reader.take(withoutStart(lines, skipped))
    yield* reader.takeItems()
  }
  await reader?.end()
  yield* reader?.takeItems() ?? []
}

/**
 * Reads a CSV file (RFC 4180, CRLF or LF; encoding and separator as given or detected) as a stream of rows; skips empty
 * lines. An unreadable row is yielded as a problem, and reading continues after its first line.
 */
export const readCsv = async function* (
  path: string,
  options: ReadingOptions = {},
): AsyncIterable<CsvRow | Unreadable> {
  try {
    yield* readItems(path, options)
  } catch (error) {
    yield { error: 'FileUnreadable', line: 0, code: codeOf(error) }
  }
}
