import { deleted, unknown } from './errors.mjs'
import { isSoftDeleted, isTombstoned, lastOf, settingsOf } from './log.mjs'
import { eventResponse, linkResponse, notFoundResponse } from './read-messages.mjs'

/** The first revision that is not truncated by `$tb` or `$maxCount`. */
const firstVisible = (log, name) => {
  const { tb, maxCount } = settingsOf(log, name)
  const kept = maxCount === undefined ? 0n : lastOf(log, name) + 1n - BigInt(maxCount)
  return kept > tb ? kept : tb
}

/** Whether an event of a stream may still be read. */
export const visibleIn = (log, name) => {
  const first = firstVisible(log, name)
  const { maxAge } = settingsOf(log, name)
  const oldest = maxAge === undefined ? 0 : Date.now() - maxAge * 1000
  return ({ revision, created }) => revision >= first && created >= oldest
}

/** The target of a link; null if it names none. */
const linkIn = ({ type, data }) => {
  const [, revision, name] = (type === '$>' && /^(\d+)@(.+)$/s.exec(Buffer.from(data).toString('utf8'))) || []
  return name === undefined ? null : { name, revision: Number(revision) }
}

const targetOf = (log, { name, revision }) => {
  const target = log.streams.get(name)?.events[revision]
  return target !== undefined && visibleIn(log, name)(target) ? target : undefined
}

/** An event as it is sent: a link with its target, if the client resolves links. */
export const responseTo = (log, { resolvesLinks }, event) => {
  const link = resolvesLinks ? linkIn(event) : null
  return link === null ? eventResponse(event) : linkResponse(targetOf(log, link), event)
}

const forwardsFrom = (from) => (from === 'start' ? 0n : from)

function* ofStream(log, { name, from, isBackwards }) {
  const { events } = log.streams.get(name)
  const isVisible = visibleIn(log, name)
  const last = lastOf(log, name)
  const start = from === 'end' || forwardsFrom(from) > last ? last : forwardsFrom(from)
  const step = isBackwards ? -1 : 1
  const first = isBackwards ? Number(start) : Number(forwardsFrom(from))
  for (let index = first; index >= 0 && index < events.length; index += step)
    if (isVisible(events[index])) yield events[index]
}

/** The index in the log of an event's position or the end; -1 for other positions. */
export const indexAt = (log, position) => (position === log.end ? log.events.length : (log.indexes.get(position) ?? -1))

function* ofAll(log, { from, isBackwards, filter }) {
  const ends = { start: 0, end: log.events.length }
  const index = typeof from === 'string' ? ends[from] : indexAt(log, from)
  const step = isBackwards ? -1 : 1
  for (let at = isBackwards ? index - 1 : index; at >= 0 && at < log.events.length; at += step)
    if (filter === null || filter.admits(log.events[at])) yield log.events[at]
}

const problemOf = (log, { name, from, isBackwards, count }) => {
  if (count === 0n) return unknown('Exception was thrown by handler. maxCount should be positive.')
  if (name === null)
    return typeof from === 'number' && indexAt(log, from) < 0
      ? unknown('Unexpected ReadAllResult: InvalidPosition')
      : null
  if (isTombstoned(log, name)) return deleted(name)
  return from === 'end' && !isBackwards ? unknown('fromEventNumber should be non negative.') : null
}

const isMissing = (log, name) => name !== null && (lastOf(log, name) < 0n || isSoftDeleted(log, name))

function* responses(log, request) {
  if (isMissing(log, request.name)) {
    yield notFoundResponse(request.name)
    return
  }
  let left = request.count
  for (const event of request.name === null ? ofAll(log, request) : ofStream(log, request)) {
    yield responseTo(log, request, event)
    left -= 1n
    if (left === 0n) return
  }
}

/** Answers a read; `send` returns whether to continue. */
export const answerRead = async ({ log, pace }, request, send) => {
  const problem = problemOf(log, request)
  if (problem !== null) throw problem
  const afterEvent = await pace.read(request)
  for (const response of responses(log, request)) {
    if (!(await send(response))) return
    const wait = afterEvent()
    if (wait !== null) await wait
  }
}
