import { checkAppend } from './expecting.mjs'
import { hasMetadata, isSoftDeleted, isTombstoned, lastOf } from './log.mjs'
import { done, put } from './writing.mjs'

const softDeleted = -5n
const gone = -6n

const stateOf = (log, name) => {
  if (isTombstoned(log, name)) return gone
  return isSoftDeleted(log, name) ? softDeleted : lastOf(log, name)
}

// A stream that is only checked is not undeleted.
const holds = (log, { stream, expected }) => {
  const last = lastOf(log, stream)
  if (expected === 'no_stream') return last < 0n || isSoftDeleted(log, stream) || isTombstoned(log, stream)
  if (isTombstoned(log, stream)) return false
  if (expected === 'stream_exists') return !isSoftDeleted(log, stream) && (last >= 0n || hasMetadata(log, stream))
  return expected === last
}

const violation = (log, check, index) => ({ ...check, index, actual: stateOf(log, check.stream) })

const idsFor = (records, stream) => records.filter((record) => record.stream === stream).map(({ id }) => id)

const verdictsOf = (log, { records, checks }) =>
  [...new Set(records.map(({ stream }) => stream))].map((stream) => {
    const expected = checks.find((check) => check.stream === stream)?.expected ?? 'any'
    return { stream, ...checkAppend(log, stream, expected, idsFor(records, stream)) }
  })

// An append that is partly stored makes the rest a conflict; if it is stored completely nothing else is checked.
const failing = (log, { checks }, verdicts) =>
  checks.flatMap((check, index) => {
    const verdict = verdicts.find(({ stream }) => stream === check.stream)
    const isFine = verdict === undefined ? holds(log, check) : verdict.kind === 'append'
    return isFine ? [] : [violation(log, check, index)]
  })

const revisionsIn = (log, streams) => streams.map((stream) => [stream, lastOf(log, stream)])

const again = (verdicts) => ({
  kind: 'done',
  position: Math.max(...verdicts.map(({ last }) => last.position)),
  revisions: verdicts.map(({ stream, last }) => [stream, last.revision]),
})

// Names that differ only in case are one stream within a request: the first spelling counts.
const withFirstSpelling = ({ records, checks }) => {
  const spellings = new Map()
  const same = (one) => {
    const key = one.stream.toLowerCase()
    if (!spellings.has(key)) spellings.set(key, one.stream)
    return { ...one, stream: spellings.get(key) }
  }
  return { records: records.map(same), checks: checks.map(same) }
}

/** Appends records to several streams, all or nothing, if all expected versions hold; otherwise returns why not. */
export const appendRecords = (log, given, { maxAppendSize, sizeOf }) => {
  const batch = withFirstSpelling(given)
  const size = batch.records.reduce((sum, record) => sum + sizeOf(record), 0)
  if (size > maxAppendSize) return { kind: 'tooLarge', size, limit: maxAppendSize }
  const verdicts = verdictsOf(log, batch)
  if (verdicts.every(({ kind }) => kind === 'idempotent')) return again(verdicts)
  const violations = failing(log, batch, verdicts)
  if (violations.length > 0) return { kind: 'violated', violations }
  const dead = verdicts.find(({ kind }) => kind === 'deleted')
  if (dead !== undefined) return { kind: 'tombstoned', stream: dead.stream }
  const last = put(log, batch.records)
  const streams = verdicts.map(({ stream }) => stream)
  return { ...done(log, last.stream, last), revisions: revisionsIn(log, streams) }
}
