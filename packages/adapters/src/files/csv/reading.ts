import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { codeOf } from './code-of.js'
import { recogniseSeparator, type Separator } from './delimiter.js'
import { recogniseEncoding } from './encoding.js'
import { type CsvRow, createRowReader, type RowReader } from './parsing.js'
import { type Lines, type Unreadable, wholeLines } from './reading-lines.js'

export type { CsvRow } from './parsing.js'
export type { Unreadable } from './reading-lines.js'

/** How the text of a file is written: the WHATWG name of its encoding, and what stands between two cells. */
export type TextFormat = { readonly encoding: string; readonly delimiter: string }

/** How a file is read; what is not given is recognised. */
export type ReadingOptions = {
  readonly encoding?: string | undefined
  readonly delimiter?: string | undefined
  /** Whether a heading is known: the separator is the one that makes the most of them. */
  readonly isHeading?: (heading: string) => boolean
  /** Called once it is known how the file is written. */
  readonly onFormat?: ((format: TextFormat) => void) | undefined
  /** Called with the bytes of every piece read. */
  readonly onBytes?: ((bytes: number) => void) | undefined
}

/** Refuses what may never end, or never begin, such as a pipe or a device. */
const unlessEndless = async (path: string): Promise<void> => {
  const stats = await stat(path)
  if (!stats.isFile() && !stats.isDirectory())
    throw Object.assign(new Error('This is no regular file.'), { code: 'NOT_A_FILE' })
}

const counted = async function* (path: string, onBytes: (bytes: number) => void): AsyncIterable<Buffer> {
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

const itemsOf = async function* (path: string, options: ReadingOptions): AsyncIterable<CsvRow | Unreadable> {
  await unlessEndless(path)
  const encoding = options.encoding ?? (await recogniseEncoding(path))
  let reader: RowReader | null = null
  for await (const lines of wholeLines(counted(path, options.onBytes ?? (() => {})), encoding)) {
    let skipped = 0
    if (reader === null) {
      const separator = separatorOf(lines, options)
      skipped = separator.skipped
      reader = createRowReader(separator.delimiter, skipped > 0 ? 2 : 1)
      options.onFormat?.({ encoding, delimiter: separator.delimiter })
    }
    await reader.take(withoutStart(lines, skipped))
    yield* reader.taken()
  }
  await reader?.end()
  yield* reader?.taken() ?? []
}

/**
 * Reads a CSV file (RFC 4180, CRLF or LF; encoding and separator as given or recognised) as a stream of its rows; empty
 * lines are passed over. A row that cannot be read is a value of its own, and reading goes on behind its first line.
 */
export const readCsv = async function* (
  path: string,
  options: ReadingOptions = {},
): AsyncIterable<CsvRow | Unreadable> {
  try {
    yield* itemsOf(path, options)
  } catch (error) {
    yield { error: 'FileUnreadable', line: 0, code: codeOf(error) }
  }
}
