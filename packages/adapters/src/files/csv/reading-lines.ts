import { isUtf8 } from 'node:buffer'

/** What is wrong with a file as text, and on which line; reading ends there. */
export type Unreadable =
  | { readonly error: 'InvalidEncoding'; readonly line: number }
  | { readonly error: 'UnterminatedQuote'; readonly line: number }
  | { readonly error: 'MisplacedQuote'; readonly line: number }
  | { readonly error: 'RowTooLong'; readonly line: number; readonly most: number }
  | { readonly error: 'FileUnreadable'; readonly line: number; readonly code: string }

/** Where text was found unreadable, if it was. */
export type Fault = { found: Unreadable | null }

/** The longest row, in bytes. */
export const longestRow = 4_194_304

const newline = 0x0a
const nothing = Buffer.alloc(0)

const linesIn = (block: Buffer): number => {
  let count = 0
  for (let at = block.indexOf(newline); at !== -1; at = block.indexOf(newline, at + 1)) count += 1
  return count
}

/** Cuts bytes behind line ends: no character of UTF-8 reaches over one. */
const wholeLines = async function* (bytes: AsyncIterable<Buffer>, fault: Fault): AsyncIterable<Buffer> {
  let rest: Buffer = nothing
  let line = 1
  for await (const chunk of bytes) {
    const block = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    const end = block.lastIndexOf(newline) + 1
    rest = block.subarray(end)
    if (rest.length > longestRow) {
      fault.found = { error: 'RowTooLong', line: line + linesIn(block), most: longestRow }
      return
    }
    if (end > 0) yield block.subarray(0, end)
    line += linesIn(block)
  }
  if (rest.length > 0) yield rest
}

type Good = { readonly length: number; readonly lines: number }

/** The lines of a block before the first one that is not UTF-8. */
const goodLines = (block: Buffer): Good => {
  let length = 0
  let lines = 0
  for (let end = block.indexOf(newline) + 1; end > 0; end = block.indexOf(newline, length) + 1) {
    if (!isUtf8(block.subarray(length, end))) break
    length = end
    lines += 1
  }
  return { length, lines }
}

/** Decodes bytes strictly as UTF-8, in blocks of whole lines; ends before the first line that is none. */
export const textBlocks = async function* (bytes: AsyncIterable<Buffer>, fault: Fault): AsyncIterable<string> {
  let line = 1
  for await (const block of wholeLines(bytes, fault)) {
    if (!isUtf8(block)) {
      const good = goodLines(block)
      fault.found = { error: 'InvalidEncoding', line: line + good.lines }
      yield block.toString('utf8', 0, good.length)
      return
    }
    line += linesIn(block)
    yield block.toString('utf8')
  }
}
