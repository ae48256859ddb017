import { isUtf8 } from 'node:buffer'

/** A problem at a line of a file; `line` is 0 for the file as a whole. Reading continues at the next line, if any. */
export type Unreadable =
  | { readonly error: 'InvalidEncoding'; readonly line: number }
  | { readonly error: 'UnterminatedQuote'; readonly line: number }
  | { readonly error: 'MisplacedQuote'; readonly line: number }
  | { readonly error: 'RowTooLong'; readonly line: number; readonly most: number }
  | { readonly error: 'FileUnreadable'; readonly line: number; readonly code: string }
  | { readonly error: 'FileFormatNotRead'; readonly line: number }

/** The maximum length of a row, in bytes (in a workbook, characters). */
export const longestRow = 4_194_304

/** Whole lines of UTF-8 text and the numbers of undecodable lines, or the number of a line that is too long. */
export type Lines = { readonly bytes: Buffer; readonly badLines: readonly number[] } | { readonly tooLong: number }

/** The line feed byte. */
export const newline = 0x0a

const nothing = Buffer.alloc(0)
const byteOrderMark = Buffer.from('\uFEFF')
const replacement = Buffer.from('\uFFFD')

/** How many lines end in a part of a buffer. */
export const linesIn = (block: Buffer, from = 0, to: number = block.length): number => {
  let count = 0
  for (let at = block.indexOf(newline, from); at !== -1 && at < to; at = block.indexOf(newline, at + 1)) count += 1
  return count
}

const isGoodText: (line: Buffer) => boolean = isUtf8

// `TextDecoder` writes this character for bytes that it cannot decode.
const isGoodDecoded = (line: Buffer): boolean => !line.includes(replacement)

const badLinesIn = (block: Buffer, first: number, isGood: (line: Buffer) => boolean): readonly number[] => {
  const bad: number[] = []
  let line = first
  for (let at = 0; at < block.length; line += 1) {
    const end = block.indexOf(newline, at) + 1 || block.length
    if (!isGood(block.subarray(at, end))) bad.push(line)
    at = end
  }
  return bad
}

const checkLines = (block: Buffer, line: number, isGood: (line: Buffer) => boolean): Lines => {
  if (isGood(block)) return { bytes: block, badLines: [] }
  return { bytes: Buffer.from(block.toString('utf8')), badLines: badLinesIn(block, line, isGood) }
}

const withoutByteOrderMark = async function* (bytes: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  let isFirst = true
  for await (const chunk of bytes) {
    const hasMark = isFirst && chunk.subarray(0, byteOrderMark.length).equals(byteOrderMark)
    isFirst = false
    yield hasMark ? chunk.subarray(byteOrderMark.length) : chunk
  }
}

const carriageReturn = 0x0d

const toLineFeeds = (chunk: Buffer): Buffer =>
  Buffer.from(chunk.map((byte) => (byte === carriageReturn ? newline : byte)))

/** Reads text whose lines end with carriage returns alone, as older spreadsheets of the Macintosh write it. */
const withLineFeeds = async function* (bytes: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  let hasOnlyReturns: boolean | null = null
  for await (const chunk of bytes) {
    if (chunk.length > 1) hasOnlyReturns ??= chunk.includes(carriageReturn) && !chunk.includes(newline)
    yield hasOnlyReturns === true ? toLineFeeds(chunk) : chunk
  }
}

/** The bytes after the end of a skipped line; `null` if it does not end in the chunk. */
const afterLine = (chunk: Buffer): Buffer | null => {
  const end = chunk.indexOf(newline) + 1
  return end === 0 ? null : chunk.subarray(end)
}

const toUtf8 = async function* (bytes: AsyncIterable<Buffer>, encoding: string): AsyncIterable<Buffer> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of bytes) yield Buffer.from(decoder.decode(chunk, { stream: true }))
  yield Buffer.from(decoder.decode())
}

/** Splits text at line ends, which never cut a UTF-8 character, and removes the byte order mark. */
export const readLines = async function* (bytes: AsyncIterable<Buffer>, encoding: string): AsyncIterable<Lines> {
  const isPlain = encoding === 'utf-8'
  const isGood = isPlain ? isGoodText : isGoodDecoded
  let rest: Buffer = nothing
  let line = 1
  let isTooLong = false
  for await (const chunk of withLineFeeds(withoutByteOrderMark(isPlain ? bytes : toUtf8(bytes, encoding)))) {
    const fresh = isTooLong ? afterLine(chunk) : chunk
    if (fresh === null) continue
    if (isTooLong) line += 1
    isTooLong = false
    const block = rest.length === 0 ? fresh : Buffer.concat([rest, fresh])
    const end = block.lastIndexOf(newline) + 1
    rest = block.subarray(end)
    if (end > 0) yield checkLines(block.subarray(0, end), line, isGood)
    line += linesIn(block)
    isTooLong = rest.length > longestRow
    if (!isTooLong) continue
    yield { tooLong: line }
    rest = nothing
  }
  if (rest.length > 0) yield checkLines(rest, line, isGood)
}
