import { isEventType, type KnownEvent, type RecordedEvent, readEvent, type StoreFailure } from '@clientele/domain'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import type { Logger } from '../logger.js'

/** Decodes events of the log. */
export type KnownEvents = (recorded: readonly RecordedEvent[]) => Either<StoreFailure, readonly KnownEvent[]>

/** Passes over types of a newer version, saying so once for each; an event that does not decode is `EventUnreadable`. */
export const knownEvents = (logger: Logger): KnownEvents => {
  const reported = new Set<string>()
  const report = (type: string): void => {
    if (reported.has(type)) return
    reported.add(type)
    logger.warn({ type }, 'events of this type come from a newer version and are passed over')
  }
  return (recorded) => {
    const events: KnownEvent[] = []
    for (const one of recorded) {
      const event = readEvent(one)
      if (isLeft(event)) return event
      if (event.right !== null) events.push(event.right)
      else if (!isEventType(one.type)) report(one.type)
    }
    return right(events)
  }
}
