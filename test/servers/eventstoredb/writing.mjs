import { randomUUID } from 'node:crypto'
import { checkAppend, checkDelete } from './expecting.mjs'
import { isSoftDeleted, lastOf, maxRevision, notify, settingsOf, store } from './log.mjs'

const text = (value) => Buffer.from(value, 'utf8')

const metadataEvent = (data) => ({
  id: randomUUID(),
  type: '$metadata',
  contentType: 'application/json',
  data: text(data),
  metadata: text(''),
})

const settingsText = (tb, { maxCount, maxAge }) => {
  const fields = [
    ['$tb', tb],
    ['$maxCount', maxCount],
    ['$maxAge', maxAge],
  ].filter(([, value]) => value !== undefined)
  return `{${fields.map(([name, value]) => `"${name}":${value}`).join(',')}}`
}

// Earlier events stay hidden.
const undelete = (log, name) => {
  const tb = lastOf(log, name) + 1n
  store(log, `$$${name}`, metadataEvent(settingsText(tb, settingsOf(log, name))))
}

/** The answer to an append that was done. */
export const done = (log, name, last) => ({
  kind: 'done',
  revision: last?.revision ?? lastOf(log, name),
  position: last?.position ?? log.events.at(-1)?.position ?? 0,
})

/** Stores events at the ends of their streams, one after another; returns the last. */
export const put = (log, events) => {
  for (const name of new Set(events.map(({ stream }) => stream))) if (isSoftDeleted(log, name)) undelete(log, name)
  const last = events.map(({ stream, ...event }) => store(log, stream, event)).at(-1)
  notify(log)
  return last
}

/** Appends events, all or nothing, contiguously; otherwise returns why not. */
export const append = (log, { name, expected, events }, { maxAppendSize, sizeOf }) => {
  const size = events.reduce((sum, event) => sum + sizeOf(event), 0)
  if (size > maxAppendSize) return { kind: 'tooLarge', limit: maxAppendSize }
  const verdict = checkAppend(
    log,
    name,
    expected,
    events.map(({ id }) => id),
  )
  if (verdict.kind === 'idempotent') return done(log, name, verdict.last)
  if (verdict.kind !== 'append') return verdict
  const last = put(
    log,
    events.map((event) => ({ ...event, stream: name })),
  )
  if (last === undefined) log.end += 64
  return done(log, name, last)
}

/** Hides a stream until the next append to it. Replaces its whole metadata. */
export const softDelete = (log, { name, expected }) => {
  const verdict = checkDelete(log, name, expected)
  if (verdict.kind !== 'append') return verdict
  const event = store(log, `$$${name}`, metadataEvent(`{"$tb":${maxRevision}}`))
  notify(log)
  return done(log, name, event)
}

/** Deletes a stream permanently. */
export const tombstone = (log, { name, expected }) => {
  const verdict = checkAppend(log, name, expected, [randomUUID()])
  if (verdict.kind !== 'append') return verdict
  const event = store(log, name, { ...metadataEvent(''), type: '$streamDeleted' }, maxRevision)
  notify(log)
  return done(log, name, event)
}
