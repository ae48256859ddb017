import { asTexts } from '@clientele/projections'
import { sha256 as digest } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Platform } from './platform.js'

export const sha256: Platform['sha256'] = (text) => bytesToHex(digest(utf8ToBytes(text)))

export const randomUuid: Platform['randomUuid'] = () => globalThis.crypto.randomUUID()

export const inBackground: Platform['inBackground'] = (timer) => timer

export const yieldToEventLoop: Platform['yieldToEventLoop'] = () => new Promise((resolve) => setTimeout(resolve, 0))

/** No compression: the browser's API is asynchronous. */
export const packing: Platform['packing'] = asTexts
