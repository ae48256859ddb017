import type { Expected, Mark, StreamName } from '@clientele/domain'
import type { EsdbProposed, EsdbRecorded } from '../client/client.js'
import { type After, isAfter, type Place, positionOf } from '../log/position.js'
import { isOurs, isSameAppend, markOf, placeIn } from '../log/stored.js'
import { createLatest, type Latest, type Seen } from './latest.js'
import { createStands, type Stands } from './stands.js'

/** The events of an append, once they have come by; `null` when another append came with their ids. */
export type Awaited = { readonly seen: Promise<readonly Seen[] | null>; stop(): void }

/**
 * What this process knows of the log from some place on, in order and without a gap: where streams stand, and the
 * latest events. Bounded: what it does not know is asked of the server.
 */
export type Tail = {
  /** The last event that was read, ours or not. */
  end(): After
  /** The last event of ours; `null` when there is none. */
  last(): Mark | null
  /** Takes what was read of the log from its end on, or from before it. The answer is what of it is ours and new. */
  take(page: readonly EsdbRecorded[]): readonly Seen[]
  byId(id: string): Seen | undefined
  /** The events of an append; `null` when they did not come by, or another append came with their ids. */
  find(events: readonly EsdbProposed[]): readonly Seen[] | null
  /** Whether the event of a mark is known to stand in the log. */
  holds(after: After): boolean
  /** Whether it is known not to stand there. */
  lacks(after: After): boolean
  /** What came behind a place; `null` when that is not known. */
  since(place: Place): readonly Seen[] | null
  /** Where a stream stands; `null` when that is not known. */
  standOf(stream: StreamName): Expected | null
  /** Remembers that there was no stream, and never had been, when it was asked for. */
  noteAbsent: Stands['noteAbsent']
  /** Asks where a stream stands, and remembers it. */
  learn: Stands['learn']
  /** Waits for the events of an append, which may have come by before. */
  awaitEvents(events: readonly EsdbProposed[]): Awaited
}

/** Where a tail begins: the last event there, and the last of ours. */
export type Beginning = { readonly end: After; readonly last: Mark | null }

/** The beginning of the log. */
export const beginningOfLog: Beginning = { end: { place: 'start', eventId: null }, last: null }

const foundIn = (latest: Latest, events: readonly EsdbProposed[]): readonly Seen[] | null => {
  const seen = events.flatMap((event) => {
    const one = latest.byId(event.id)
    return one !== undefined && isSameAppend(one.event, event) ? [one] : []
  })
  return seen.length === events.length ? seen : null
}

/** Knows nothing of what is before its beginning. */
export const createTail = ({ end: begun, last: lastBefore }: Beginning): Tail => {
  const latest = createLatest(begun.place)
  const stands = createStands(begun.place === 'start')
  const waiting = new Map<string, () => void>()
  let [end, last] = [begun, lastBefore]

  const takeOne = (event: EsdbRecorded): Seen | null => {
    const place = placeIn(event)
    if (!isAfter(place, end.place)) return null
    end = { place, eventId: event.id }
    stands.note(event)
    if (!isOurs(event)) return null
    const seen = { event, before: last }
    last = markOf(event)
    latest.add(seen)
    return seen
  }

  return {
    end: () => end,
    last: () => last,
    byId: latest.byId,
    find: (events) => foundIn(latest, events),
    take: (page) => {
      const fresh = page.map(takeOne).filter((seen) => seen !== null)
      for (const { event } of fresh) waiting.get(event.id)?.()
      return fresh
    },
    lacks: ({ place, eventId }) => {
      if (eventId === null || place === 'start' || isAfter(place, end.place)) return false
      return latest.reachesTo(place) && latest.byId(eventId) === undefined
    },
    holds: ({ place, eventId }) => {
      if (eventId === null || place === 'start') return latest.since(place) !== null
      const event = latest.byId(eventId)?.event
      if (event !== undefined) return positionOf(placeIn(event)) === positionOf(place)
      return eventId === lastBefore?.eventId && positionOf(place) === lastBefore.position
    },
    since: latest.since,
    standOf: stands.of,
    noteAbsent: stands.noteAbsent,
    learn: stands.learn,
    awaitEvents: (events) => {
      const { id } = events.at(-1) as EsdbProposed
      const others = waiting.get(id)
      const seen = new Promise<readonly Seen[] | null>((resolve) => {
        const look = (): void => {
          waiting.delete(id)
          others?.()
          resolve(foundIn(latest, events))
        }
        if (latest.byId(id) === undefined) waiting.set(id, look)
        else look()
      })
      return { seen, stop: () => void waiting.delete(id) }
    },
  }
}
