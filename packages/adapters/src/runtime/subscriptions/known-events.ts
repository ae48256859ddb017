import {
  type EventCatalogue,
  eventCatalogue,
  type KnownEvent,
  type RecordedEvent,
  type StoreFailure,
} from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { Logger } from '../../logger.js'

/** Events of the log, decoded up to the first that cannot be. */
export type Decoded = {
  readonly events: readonly KnownEvent[]
  /** How many were decoded or passed over. */
  readonly count: number
  /** Why the next one cannot be read; `null` when there is none. */
  readonly failure: StoreFailure | null
}

/** Decodes events of the log. */
export type KnownEvents = {
  (recorded: readonly RecordedEvent[]): Decoded
  /** The types that were passed over. */
  readonly passedOver: ReadonlySet<string>
}

/** Passes over types that are not known, saying so once for each; ends before an event that does not decode. */
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
    for (const [count, one] of recorded.entries()) {
      const event = catalogue.readEvent(one)
      if (isLeft(event)) return { events, count, failure: event.left }
      if (event.right !== null) events.push(event.right)
      else if (!catalogue.knows(one.type)) report(one.type)
    }
    return { events, count: recorded.length, failure: null }
  }
  return Object.assign(decode, { passedOver })
}
