import { isAscii, isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { newline } from './reading-lines.js'

const marks: readonly (readonly [encoding: string, bytes: readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

const markedAs = (start: Buffer): string | null =>
  marks.find(([, mark]) => mark.every((byte, at) => start[at] === byte))?.[0] ?? null

const sampled = 65_536

// Every second byte of Western text in UTF-16 is zero, and none in any other encoding.
const utf16In = (start: Buffer): string | null => {
  const zeros = [0, 0]
  for (const [at, byte] of start.subarray(0, sampled).entries())
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  const most = Math.min(start.length, sampled) / 4
  if (odd > most && even < odd / 8) return 'utf-16le'
  return even > most && odd < even / 8 ? 'utf-16be' : null
}

// These letters of our languages mean something else in no encoding that is likely beside Windows-1252.
const letters: ReadonlySet<number> = new Set(Buffer.from('ÄÅÖÜÕÉäåöüõé', 'latin1'))

const longestRun = 2

/** Whether a line that is not UTF-8 is certainly Windows-1252: each letter beyond ASCII is one of ours, and stands in a word. */
const isSurelyWindows = (line: Buffer): boolean => {
  let run = 0
  for (const byte of line) {
    run = byte < 0x80 ? 0 : run + 1
    if (run > longestRun || (byte >= 0x80 && !letters.has(byte))) return false
  }
  return true
}

type Seen = { isUtf8: boolean; isWindows: boolean; isOther: boolean }

const look = (line: Buffer, seen: Seen): void => {
  if (isAscii(line)) return
  if (isUtf8(line)) seen.isUtf8 = true
  else if (isSurelyWindows(line)) seen.isWindows = true
  else seen.isOther = true
}

const lookAt = (block: Buffer, seen: Seen): void => {
  if (isAscii(block)) return
  if (isUtf8(block)) {
    seen.isUtf8 = true
    return
  }
  for (let at = 0; at < block.length; ) {
    const end = block.indexOf(newline, at) + 1 || block.length
    look(block.subarray(at, end), seen)
    at = end
  }
}

/**
 * The encoding of a file, as WHATWG names it: by its byte order mark, its zeros, or its letters. Where that is not certain
 * it is `utf-8`, and the lines that are not are refused: nobody is to read garbled names.
 */
export const recogniseEncoding = async (path: string): Promise<string> => {
  const seen: Seen = { isUtf8: false, isWindows: false, isOther: false }
  let rest: Buffer | null = null
  for await (const chunk of createReadStream(path, { highWaterMark: 262_144 })) {
    const known = rest === null ? (markedAs(chunk) ?? utf16In(chunk)) : null
    if (known !== null) return known
    const block: Buffer = rest === null || rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    const end = block.lastIndexOf(newline) + 1
    lookAt(block.subarray(0, end), seen)
    rest = end === 0 && block.length > sampled ? Buffer.alloc(0) : block.subarray(end)
    if (seen.isOther || (seen.isUtf8 && seen.isWindows)) return 'utf-8'
  }
  lookAt(rest ?? Buffer.alloc(0), seen)
  return seen.isWindows && !seen.isUtf8 && !seen.isOther ? 'windows-1252' : 'utf-8'
}

/** Whether an encoding is one that can be read. */
export const isEncoding = (name: string): boolean => {
  try {
    return new TextDecoder(name).encoding !== ''
  } catch {
    return false
  }
}

/** The name of an encoding in small letters, as WHATWG has it: `latin1` is `windows-1252`. */
export const encodingNamed = (name: string): string => new TextDecoder(name).encoding
