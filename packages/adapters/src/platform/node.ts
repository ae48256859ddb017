import { hash, randomUUID } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Platform } from './platform.js'

export const sha256: Platform['sha256'] = (text) => hash('sha256', text, 'hex')

/** Node caches random bytes for UUIDs. */
export const randomUuid: Platform['randomUuid'] = () => randomUUID()

export const inBackground: Platform['inBackground'] = (timer) => timer.unref()

export const yieldToEventLoop: Platform['yieldToEventLoop'] = () => new Promise((resolve) => setImmediate(resolve))

/** About the size of a block: one of this size takes one buffer. */
const chunkSize = 65_536

const inflate = (packed: string): Buffer => inflateRawSync(Buffer.from(packed, 'base64'), { chunkSize })

const lineFeed = 10

/** The lines with the given ascending numbers, which exist. No other line becomes a text. */
const linesIn = (bytes: Buffer, numbers: readonly number[]): readonly string[] => {
  let [line, start] = [0, 0]
  return numbers.map((number) => {
    for (; line < number; line += 1) start = bytes.indexOf(lineFeed, start) + 1
    const end = bytes.indexOf(lineFeed, start)
    return bytes.toString('latin1', start, end === -1 ? bytes.length : end)
  })
}

export const packing: Platform['packing'] = {
  pack: (text) => deflateRawSync(Buffer.from(text, 'latin1'), { level: 1 }).toString('base64'),
  unpack: (packed) => inflate(packed).toString('latin1'),
  lines: (packed, numbers) => linesIn(inflate(packed), numbers),
}
