import type { Readable } from 'node:stream'

/** A line with its number, counted from 1; `text` is `null` if it is not valid UTF-8. */
export type Line = { readonly number: number; readonly text: string | null }

const lineFeed = 0x0a

const textOf = (bytes: Buffer): string | null => {
  try {
    // Removes a byte order mark, and fails on invalid bytes instead of replacing them.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

const asBytes = (chunk: unknown): Buffer =>
  typeof chunk === 'string' ? Buffer.from(chunk) : chunk instanceof Uint8Array ? Buffer.from(chunk) : Buffer.alloc(0)

const splitLines = async function* (stream: Readable): AsyncGenerator<Buffer> {
  let parts: Buffer[] = []
  for await (const chunk of stream) {
    const bytes = asBytes(chunk)
    let start = 0
    for (let end = bytes.indexOf(lineFeed); end !== -1; end = bytes.indexOf(lineFeed, start)) {
      yield Buffer.concat([...parts, bytes.subarray(start, end)])
      parts = []
      start = end + 1
    }
    if (start < bytes.length) parts.push(bytes.subarray(start))
  }
  if (parts.length > 0) yield Buffer.concat(parts)
}

/** The lines of a stream that are not blank, one at a time. */
export const linesOf = async function* (stream: Readable): AsyncGenerator<Line> {
  let number = 0
  for await (const bytes of splitLines(stream)) {
    number += 1
    const text = textOf(bytes)
    if (text === null || text.trim() !== '') yield { number, text }
  }
}
