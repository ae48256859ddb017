import { isTombstoned, lastOf } from './log.mjs'
import { visibleIn } from './reading.mjs'

// The last event of a stream stays, so that its revisions count on; of a tombstoned stream the tombstone does.
const isKept = (log) => (event) => {
  const { stream, revision, type } = event
  if (type === '$streamDeleted') return true
  if (isTombstoned(log, stream)) return false
  return revision === lastOf(log, stream) || visibleIn(log, stream)(event)
}

/** Takes what is truncated or deleted out of the log, as a scavenge of the real server does. */
export const scavenge = (log) => {
  const kept = log.events.filter(isKept(log))
  log.events.length = 0
  log.indexes.clear()
  for (const event of kept) {
    event.index = log.events.length
    log.events.push(event)
    log.indexes.set(event.position, event.index)
  }
}
