import { isUtf8 } from 'node:buffer'

/** What is wrong at a line of a file, `line` 0 for the file as a whole. Reading goes on at the next line, if there is one. */
export type Unreadable =
  | { readonly error: 'InvalidEncoding'; readonly line: number }
  | { readonly error: 'UnterminatedQuote'; readonly line: number }
  | { readonly error: 'MisplacedQuote'; readonly line: number }
  | { readonly error: 'RowTooLong'; readonly line: number; readonly most: number }
  | { readonly error: 'FileUnreadable'; readonly line: number; readonly code: string }

/** The longest row, in bytes. */
export const longestRow = 4_194_304

/** Whole lines of text in UTF-8, with those that are no text, or a line that is too long to be read. */
export type Lines = { readonly bytes: Buffer; readonly badLines: readonly number[] } | { readonly tooLong: number }

/** The byte a line ends with. */
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

const goodText: (line: Buffer) => boolean = isUtf8

// The decoder of another encoding puts this character where it found none.
const goodDecoded = (line: Buffer): boolean => !line.includes(replacement)

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

const checked = (block: Buffer, line: number, isGood: (line: Buffer) => boolean): Lines => {
  if (isGood(block)) return { bytes: block, badLines: [] }
  return { bytes: Buffer.from(block.toString('utf8')), badLines: badLinesIn(block, line, isGood) }
}

const withoutMark = async function* (bytes: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  let isFirst = true
  for await (const chunk of bytes) {
    const hasMark = isFirst && chunk.subarray(0, byteOrderMark.length).equals(byteOrderMark)
    isFirst = false
    yield hasMark ? chunk.subarray(byteOrderMark.length) : chunk
  }
}

/** The bytes behind the end of a line that is passed over; `null` where it does not end. */
const behindLine = (chunk: Buffer): Buffer | null => {
  const end = chunk.indexOf(newline) + 1
  return end === 0 ? null : chunk.subarray(end)
}

const utf8Of = async function* (bytes: AsyncIterable<Buffer>, encoding: string): AsyncIterable<Buffer> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of bytes) yield Buffer.from(decoder.decode(chunk, { stream: true }))
  yield Buffer.from(decoder.decode())
}

/** Cuts text behind line ends, without its byte order mark: no character of UTF-8 reaches over one. */
export const wholeLines = async function* (bytes: AsyncIterable<Buffer>, encoding: string): AsyncIterable<Lines> {
  const isPlain = encoding === 'utf-8'
  const isGood = isPlain ? goodText : goodDecoded
  let rest: Buffer = nothing
  let line = 1
  let isTooLong = false
  for await (const chunk of withoutMark(isPlain ? bytes : utf8Of(bytes, encoding))) {
    const fresh = isTooLong ? behindLine(chunk) : chunk
    if (fresh === null) continue
    if (isTooLong) line += 1
    isTooLong = false
    const block = rest.length === 0 ? fresh : Buffer.concat([rest, fresh])
    const end = block.lastIndexOf(newline) + 1
    rest = block.subarray(end)
    if (end > 0) yield checked(block.subarray(0, end), line, isGood)
    line += linesIn(block)
    isTooLong = rest.length > longestRow
    if (!isTooLong) continue
    yield { tooLong: line }
    rest = nothing
  }
  if (rest.length > 0) yield checked(rest, line, isGood)
}
