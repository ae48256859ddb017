import { joinsAny, type KnownEvent, type Lookup } from '@clientele/domain'

/** Hears of an event, and whether its stream came to be found by it. */
type Listener = (event: KnownEvent, isFound: boolean) => void

/** Tells long commands what happens while they are carried out. */
export type Arrivals = {
  observe(events: readonly KnownEvent[]): void
  /** Tells of every event, and whether one of the lookups finds its stream by it, until the answer is called. */
  watch(lookups: readonly Lookup[], listener: Listener): () => void
}

/** Nobody watches yet. */
export const createArrivals = (): Arrivals => {
  const watching = new Set<(event: KnownEvent) => void>()
  return {
    observe: (events) => {
      if (watching.size > 0) for (const event of events) for (const look of watching) look(event)
    },
    watch: (lookups, listener) => {
      const finders = lookups.map(joinsAny)
      const look = (event: KnownEvent): void =>
        listener(
          event,
          finders.some((isFound) => isFound(event)),
        )
      watching.add(look)
      return () => void watching.delete(look)
    },
  }
}
