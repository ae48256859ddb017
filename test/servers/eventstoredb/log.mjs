import { randomUUID } from 'node:crypto'
import { sizeOnDisk } from './versions.mjs'

/**
 * @typedef {{ id: string, type: string, contentType: string, data: Uint8Array, metadata: Uint8Array }} Proposed
 * @typedef {Proposed & { stream: string, revision: bigint, position: number, index: number, created: number }} Stored
 * @typedef {{ events: Stored[], isTombstoned: boolean }} Stream
 * @typedef {{ $tb?: number, $maxCount?: number, $maxAge?: number }} Settings
 */

/** `$tb` of a soft-deleted stream; also the revision of a tombstone. */
export const maxRevision = 2n ** 63n - 1n

// Positions have gaps, like those in a file of records.
const emptyLog = () => ({
  /** @type {Stored[]} */ events: [],
  /** @type {Map<string, Stream>} */ streams: new Map(),
  /** @type {Map<number, number>} */ indexes: new Map(),
  /** @type {Map<string, Stored>} */ recent: new Map(),
  /** @type {Set<() => void>} */ listeners: new Set(),
  end: 0,
})

const maxRecent = 50_000

const streamIn = (log, name) => {
  const known = log.streams.get(name)
  if (known !== undefined) return known
  const stream = { events: [], isTombstoned: false }
  log.streams.set(name, stream)
  return stream
}

const remember = (log, event) => {
  log.recent.set(event.id, event)
  if (log.recent.size > maxRecent) log.recent.delete(log.recent.keys().next().value)
}

/** The log of a new server: it has the events of its only user. */
export const newLog = () => {
  const log = emptyLog()
  const data = Buffer.from('{"loginName":"admin"}')
  const metadata = Buffer.alloc(0)
  store(log, '$user-admin', { id: randomUUID(), type: '$UserCreated', contentType: 'application/json', data, metadata })
  return log
}

const now = (log) => Math.max(log.events.at(-1)?.created ?? 0, Date.now())

/** Appends an event to the log, without notifying subscriptions. */
export const store = (log, name, proposed, revision) => {
  const stream = streamIn(log, name)
  const place = { stream: name, revision: revision ?? BigInt(stream.events.length), position: log.end }
  const event = { ...proposed, ...place, index: log.events.length, created: now(log) }
  log.events.push(event)
  log.indexes.set(event.position, event.index)
  log.end += 64 + sizeOnDisk(event)
  if (revision === undefined) stream.events.push(event)
  else stream.isTombstoned = true
  remember(log, event)
  return event
}

/** Restores the log to its first events, like a backup; the server is stopped. */
export const restoreTo = (log, count) => {
  const kept = log.events.slice(0, count)
  Object.assign(log, emptyLog())
  for (const { stream, created, ...proposed } of kept) store(log, stream, proposed).created = created
}

/** Notifies the subscriptions. */
export const notify = (log) => {
  for (const listener of [...log.listeners]) listener()
}

/** The metadata of a stream; `$tb` as a bigint, because the value of a soft delete is no safe number. */
export const settingsOf = (log, name) => {
  if (name.startsWith('$$')) return { tb: 0n, maxCount: 1 }
  const text = Buffer.from(log.streams.get(`$$${name}`)?.events.at(-1)?.data ?? []).toString('utf8')
  const settings = parsed(text)
  const tb = /"\$tb"\s*:\s*(\d+)/.exec(text)?.[1]
  return { tb: BigInt(tb ?? 0), maxCount: settings.$maxCount, maxAge: settings.$maxAge }
}

const parsed = (text) => {
  if (text === '') return {}
  try {
    return JSON.parse(text) ?? {}
  } catch {
    return {}
  }
}

export const hasMetadata = (log, name) => (log.streams.get(`$$${name}`)?.events.length ?? 0) > 0

export const isSoftDeleted = (log, name) => settingsOf(log, name).tb === maxRevision

/** The last revision; -1n for an empty stream. */
export const lastOf = (log, name) => BigInt(log.streams.get(name)?.events.length ?? 0) - 1n

/** Whether a stream, or the one of a metadata stream, is tombstoned. */
export const isTombstoned = (log, name) =>
  log.streams.get(name)?.isTombstoned === true ||
  (name.startsWith('$$') && log.streams.get(name.slice(2))?.isTombstoned === true)
