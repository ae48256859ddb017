import type { Mark } from '@clientele/domain'
import { copyOfJson } from '../../../log/json.js'
import type { EsdbRecorded } from '../client/client.js'
import { isAfter, type Place } from '../log/position.js'
import { placeIn } from '../log/stored.js'

/** A register event that was read, and the register event before it. */
export type Seen = { readonly event: EsdbRecorded; readonly before: Mark | null }

/** A copy of the event for a caller to keep, since the cached event is shared. */
export const copyOf = ({ event }: Seen): EsdbRecorded => ({ ...event, data: copyOfJson(event.data) })

/** A cache of the latest register events, without gaps; the oldest are dropped first. */
export type Latest = {
  add(one: Seen): void
  byId(id: string): Seen | undefined
  /** Whether all events from a place on (inclusive) are cached. */
  isCachedFrom(place: Place): boolean
  /** The events after a place; `null` if some of them are no longer cached. */
  since(place: Place): readonly Seen[] | null
}

const minCached = 20_000

/** Creates an empty cache of the events after a place. */
export const createLatest = (begun: Place): Latest => {
  const byId = new Map<string, Seen>()
  let from = begun
  let all: Seen[] = []

  // Drops many at once, since each call copies the remaining list.
  const dropOldest = (): void => {
    const [old, left] = [all.slice(0, minCached), all.slice(minCached)]
    for (const { event } of old) byId.delete(event.id)
    const last = old.at(-1)
    if (last !== undefined) from = placeIn(last.event)
    all = left
  }

  return {
    add: (one) => {
      all.push(one)
      byId.set(one.event.id, one)
      if (all.length >= 2 * minCached) dropOldest()
    },
    byId: (id) => byId.get(id),
    isCachedFrom: (place) => place !== 'start' && isAfter(place, from),
    since: (place) => {
      if (from !== 'start' && (place === 'start' || isAfter(from, place))) return null
      const last = all.findLastIndex(({ event }) => !isAfter(placeIn(event), place))
      return all.slice(last + 1)
    },
  }
}
