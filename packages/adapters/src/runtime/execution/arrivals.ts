import { joinsAny, type KnownEvent, type Lookup } from '@clientele/domain'

/** Called with an event, and whether the event makes a lookup find its stream. */
type Listener = (event: KnownEvent, isFound: boolean) => void

/** Notifies long commands of events that arrive while they are executed. */
export type Arrivals = {
  observe(events: readonly KnownEvent[]): void
  /** Calls the listener for every event until the returned function is called. */
  watch(lookups: readonly Lookup[], listener: Listener): () => void
}

/** Creates arrivals without listeners. */
export const createArrivals = (): Arrivals => {
  const listeners = new Set<(event: KnownEvent) => void>()
  return {
    observe: (events) => {
      if (listeners.size > 0) for (const event of events) for (const notifyListener of listeners) notifyListener(event)
    },
    watch: (lookups, listener) => {
      const finders = lookups.map(joinsAny)
      const look = (event: KnownEvent): void =>
        listener(
          event,
          finders.some((isFound) => isFound(event)),
        )
      listeners.add(look)
      return () => void listeners.delete(look)
    },
  }
}
