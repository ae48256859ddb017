import {
  type EventCatalogue,
  eventCatalogue,
  type KnownEvent,
  type RecordedEvent,
  type StoreFailure,
} from '@clientele/domain'
import type { LogEvent } from '@clientele/projections'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { Logger } from '../../logger.js'

/** Events of the log, decoded up to the first undecodable one. */
export type Decoded = {
  readonly events: readonly KnownEvent[]
  /** The same events, plus those of unknown types as they were recorded. */
  readonly all: readonly LogEvent[]
  /** How many events were decoded or skipped. */
  readonly count: number
  /** Why the next event cannot be decoded; `null` if there is none. */
  readonly failure: StoreFailure | null
}

/** Decodes events of the log. */
export type KnownEvents = {
  (recorded: readonly RecordedEvent[]): Decoded
  /** The types that were skipped. */
  readonly passedOver: ReadonlySet<string>
}

/**
 * Creates a decoder that skips unknown types, with one warning for each, and stops before an event that does not
 * decode.
 */
export const knownEvents = (logger: Logger, catalogue: EventCatalogue = eventCatalogue): KnownEvents => {
  const passedOver = new Set<string>()
  const report = (type: string): void => {
    if (passedOver.has(type)) return
    passedOver.add(type)
    logger.warn(
      { type },
      'events of this type are passed over: they come from a newer version, or from definitions of the host that this register was opened without',
    )
  }
  const decode = (recorded: readonly RecordedEvent[]): Decoded => {
    const events: KnownEvent[] = []
    const all: LogEvent[] = []
    for (const [count, one] of recorded.entries()) {
      const event = catalogue.readEvent(one)
      if (isLeft(event)) return { events, all, count, failure: event.left }
      all.push(event.right ?? one)
      if (event.right !== null) events.push(event.right)
      else if (!catalogue.knows(one.type)) report(one.type)
    }
    return { events, all, count: recorded.length, failure: null }
  }
  return Object.assign(decode, { passedOver })
}
