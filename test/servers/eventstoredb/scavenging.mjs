import { isTombstoned, lastOf } from './log.mjs'
import { visibleIn } from './reading.mjs'

// The last event of a stream stays, so that its revisions continue; of a tombstoned stream the tombstone stays.
const isKept = (log) => (event) => {
  const { stream, revision, type } = event
  if (type === '$streamDeleted') return true
  if (isTombstoned(log, stream)) return false
  return revision === lastOf(log, stream) || visibleIn(log, stream)(event)
}

/** Removes truncated and deleted events from the log, like a scavenge of the real server. */
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
