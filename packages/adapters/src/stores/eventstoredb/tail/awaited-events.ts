import type { EsdbProposed } from '../client/client.js'
import { isSameAppend } from '../log/stored.js'
import type { Latest, Seen } from './latest.js'

/**
 * Resolves with the events of an append once they are read; with `null` if another append has their ids, or once
 * stopped.
 */
export type AwaitedEvents = { readonly seen: Promise<readonly Seen[] | null>; stop(): void }

/** Waits for the events of appends, by the id of the last one. */
type EventWaits = {
  /** Waits for the events of an append; resolves at once if they were read before. */
  await(events: readonly EsdbProposed[]): AwaitedEvents
  /** Ends the waits for an event that was read. */
  arrived(id: string): void
}

/** The events of an append in a cache; `null` if they are not cached, or another append has their ids. */
export const findIn = (latest: Latest, events: readonly EsdbProposed[]): readonly Seen[] | null => {
  const seen = events.flatMap((event) => {
    const one = latest.byId(event.id)
    return one !== undefined && isSameAppend(one.event, event) ? [one] : []
  })
  return seen.length === events.length ? seen : null
}

/** Creates waits for events that will be in a cache. */
export const createEventWaits = (latest: Latest): EventWaits => {
  const waiting = new Map<string, readonly (() => void)[]>()

  const remove = (id: string, arrived: () => void): void => {
    const others = waiting.get(id)?.filter((one) => one !== arrived) ?? []
    if (others.length === 0) waiting.delete(id)
    else waiting.set(id, others)
  }

  return {
    arrived: (id) => {
      for (const arrived of waiting.get(id) ?? []) arrived()
    },
    await: (events) => {
      const { id } = events.at(-1) as EsdbProposed
      let stop = (): void => {}
      const seen = new Promise<readonly Seen[] | null>((resolve) => {
        const end = (found: readonly Seen[] | null): void => {
          remove(id, arrived)
          resolve(found)
        }
        const arrived = (): void => end(findIn(latest, events))
        stop = () => end(null)
        waiting.set(id, [...(waiting.get(id) ?? []), arrived])
        if (latest.byId(id) !== undefined) arrived()
      })
      return { seen, stop }
    },
  }
}
