import { hash, randomUUID } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Platform } from './platform.js'

export const sha256: Platform['sha256'] = (text) => hash('sha256', text, 'hex')

/** Node caches random bytes for UUIDs. */
export const randomUuid: Platform['randomUuid'] = () => randomUUID()

export const inBackground: Platform['inBackground'] = (timer) => timer.unref()

export const yieldToEventLoop: Platform['yieldToEventLoop'] = () => new Promise((resolve) => setImmediate(resolve))

export const packing: Platform['packing'] = {
  pack: (text) => deflateRawSync(text, { level: 1 }).toString('base64'),
  unpack: (packed) => inflateRawSync(Buffer.from(packed, 'base64')).toString(),
}
