import { hash, randomUUID } from 'node:crypto'
import type { Platform } from './platform.js'

export const sha256: Platform['sha256'] = (text) => hash('sha256', text, 'hex')

/** Node keeps random ones in store. */
export const randomUuid: Platform['randomUuid'] = () => randomUUID()

export const inBackground: Platform['inBackground'] = (timer) => timer.unref()

export const yieldToEventLoop: Platform['yieldToEventLoop'] = () => new Promise((resolve) => setImmediate(resolve))
