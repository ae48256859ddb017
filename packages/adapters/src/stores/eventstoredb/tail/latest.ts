import type { Mark } from '@clientele/domain'
import { copyOfJson } from '../../../log/json.js'
import type { EsdbRecorded } from '../client/client.js'
import { isAfter, type Place } from '../log/position.js'
import { placeIn } from '../log/stored.js'

/** An event of ours that came by, and the one of ours before it. */
export type Seen = { readonly event: EsdbRecorded; readonly before: Mark | null }

/** The event for somebody to keep: what came by is shown to many. */
export const copyOf = ({ event }: Seen): EsdbRecorded => ({ ...event, data: copyOfJson(event.data) })

/** The latest events of ours, without a gap; the oldest are forgotten first. */
export type Latest = {
  add(one: Seen): void
  byId(id: string): Seen | undefined
  /** Whether everything from a place on is kept, what stands there included. */
  reachesTo(place: Place): boolean
  /** What came behind a place; `null` when that was forgotten. */
  since(place: Place): readonly Seen[] | null
}

const most = 20_000

/** Nothing has come by behind a place. */
export const createLatest = (begun: Place): Latest => {
  const byId = new Map<string, Seen>()
  let from = begun
  let all: Seen[] = []

  // In large steps, for each takes as long as there are events left.
  const forgetOldest = (): void => {
    const [old, left] = [all.slice(0, most), all.slice(most)]
    for (const { event } of old) byId.delete(event.id)
    const last = old.at(-1)
    if (last !== undefined) from = placeIn(last.event)
    all = left
  }

  return {
    add: (one) => {
      all.push(one)
      byId.set(one.event.id, one)
      if (all.length >= 2 * most) forgetOldest()
    },
    byId: (id) => byId.get(id),
    reachesTo: (place) => place !== 'start' && isAfter(place, from),
    since: (place) => {
      if (from !== 'start' && (place === 'start' || isAfter(from, place))) return null
      const last = all.findLastIndex(({ event }) => !isAfter(placeIn(event), place))
      return all.slice(last + 1)
    },
  }
}
