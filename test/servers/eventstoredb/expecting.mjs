import { hasMetadata, isSoftDeleted, isTombstoned, lastOf } from './log.mjs'

/**
 * @typedef {'any' | 'no_stream' | 'stream_exists' | bigint} Expected
 * @typedef {{ kind: 'append' } | { kind: 'idempotent', last: import('./log.mjs').Stored } | { kind: 'deleted' }
 *   | { kind: 'wrong', actual: bigint }} Verdict
 */

const append = { kind: 'append' }
const deleted = { kind: 'deleted' }
const wrong = (actual) => ({ kind: 'wrong', actual })

// `any` and `stream_exists` check only recently appended ids, wherever they are in the stream.
const checkRecent = (log, name, ids, last) => {
  const found = ids.map((id) => log.recent.get(id)).map((event) => (event?.stream === name ? event : undefined))
  if (found[0] === undefined) return append
  return found.every((event) => event !== undefined) ? { kind: 'idempotent', last: found.at(-1) } : wrong(last)
}

// An exact version compares the ids with the events after it, without limit.
const checkExact = (log, name, ids, expected, last) => {
  const there = log.streams.get(name).events.slice(Number(expected + 1n), Number(expected + 1n) + ids.length)
  const same = ids.filter((id, index) => there[index]?.id === id).length
  if (same === ids.length && same > 0) return { kind: 'idempotent', last: there.at(-1) }
  return there[0]?.id !== ids[0] && expected === -1n && isSoftDeleted(log, name) ? append : wrong(last)
}

const exact = (log, name, ids, expected, last) => {
  if (expected > last) return wrong(last)
  return expected === last ? append : checkExact(log, name, ids, expected, last)
}

/**
 * Checks whether events may be appended, by the rules of the server's `CheckCommit`.
 * @param {Expected} expected
 * @returns {Verdict}
 */
export const checkAppend = (log, name, expected, ids) => {
  if (isTombstoned(log, name)) return deleted
  const last = lastOf(log, name)
  if (expected === 'stream_exists' && isSoftDeleted(log, name)) return deleted
  if (expected === 'stream_exists' && last < 0n && !hasMetadata(log, name)) return wrong(last)
  if (expected === 'any' || expected === 'stream_exists') return checkRecent(log, name, ids, last)
  return exact(log, name, ids, expected === 'no_stream' ? -1n : expected, last)
}

/** Checks whether a stream may be deleted. */
export const checkDelete = (log, name, expected) => {
  if (isTombstoned(log, name)) return deleted
  const last = lastOf(log, name)
  const isThere = last >= 0n || hasMetadata(log, name)
  if (expected === 'any' || expected === 'stream_exists') return isThere ? append : wrong(last)
  return (expected === 'no_stream' ? -1n : expected) === last ? append : wrong(last)
}
