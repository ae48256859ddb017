import { isAscii, isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { newline } from './reading-lines.js'

const byteOrderMarks: readonly (readonly [encoding: string, bytes: readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

const encodingByMark = (start: Buffer): string | null =>
  byteOrderMarks.find(([, mark]) => mark.every((byte, at) => start[at] === byte))?.[0] ?? null

const sampleSize = 65_536

// In UTF-16 every second byte of Western text is zero; in other encodings none is.
const utf16In = (start: Buffer): string | null => {
  const zeros = [0, 0]
  for (const [at, byte] of start.subarray(0, sampleSize).entries())
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  const most = Math.min(start.length, sampleSize) / 4
  if (odd > most && even < odd / 8) return 'utf-16le'
  return even > most && odd < even / 8 ? 'utf-16be' : null
}

// Letters of the supported languages whose bytes have no other meaning in any likely encoding than Windows-1252.
const letters: ReadonlySet<number> = new Set(Buffer.from('ÄÅÖÜÕÉäåöüõé', 'latin1'))

const maxRun = 2

/**
 * Whether a line that is not UTF-8 is certainly Windows-1252: all bytes beyond ASCII are those letters, in runs of at
 * most two.
 */
const isSurelyWindows = (line: Buffer): boolean => {
  let run = 0
  for (const byte of line) {
    run = byte < 0x80 ? 0 : run + 1
    if (run > maxRun || (byte >= 0x80 && !letters.has(byte))) return false
  }
  return true
}

type Findings = { isUtf8: boolean; isWindows: boolean; isOther: boolean }

const checkLine = (line: Buffer, findings: Findings): void => {
  if (isAscii(line)) return
  if (isUtf8(line)) findings.isUtf8 = true
  else if (isSurelyWindows(line)) findings.isWindows = true
  else findings.isOther = true
}

const checkBlock = (block: Buffer, findings: Findings): void => {
  if (isAscii(block)) return
  if (isUtf8(block)) {
    findings.isUtf8 = true
    return
  }
  for (let at = 0; at < block.length; ) {
    const end = block.indexOf(newline, at) + 1 || block.length
    checkLine(block.subarray(at, end), findings)
    at = end
  }
}

/**
 * Detects the encoding of a file (WHATWG name) by its byte order mark, its zero bytes, or its letters. If that is not
 * certain, it returns `utf-8`, and lines that are not UTF-8 are refused, so that no garbled names are imported.
 */
export const recogniseEncoding = async (path: string): Promise<string> => {
  const findings: Findings = { isUtf8: false, isWindows: false, isOther: false }
  let rest: Buffer | null = null
  for await (const chunk of createReadStream(path, { highWaterMark: 262_144 })) {
    const known = rest === null ? (encodingByMark(chunk) ?? utf16In(chunk)) : null
    if (known !== null) return known
    const block: Buffer = rest === null || rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    const end = block.lastIndexOf(newline) + 1
    checkBlock(block.subarray(0, end), findings)
    rest = end === 0 && block.length > sampleSize ? Buffer.alloc(0) : block.subarray(end)
    if (findings.isOther || (findings.isUtf8 && findings.isWindows)) return 'utf-8'
  }
  checkBlock(rest ?? Buffer.alloc(0), findings)
  return findings.isWindows && !findings.isUtf8 && !findings.isOther ? 'windows-1252' : 'utf-8'
}

/** Whether an encoding is supported. */
export const isEncoding = (name: string): boolean => {
  try {
    return new TextDecoder(name).encoding !== ''
  } catch {
    return false
  }
}

/** The WHATWG name of an encoding, in lower case: `windows-1252` for `latin1`. */
export const canonicalEncoding = (name: string): string => new TextDecoder(name).encoding
