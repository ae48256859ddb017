import type { Expected, Mark, StreamName } from '@clientele/domain'
import type { EsdbProposed, EsdbRecorded } from '../client/client.js'
import { type After, isAfter, type Place, positionOf } from '../log/position.js'
import { isRegisterEvent, markOf, placeIn } from '../log/stored.js'
import { type AwaitedEvents, createEventWaits, findIn } from './awaited-events.js'
import { createLatest, type Seen } from './latest.js'
import { createStreamRevisions, type StreamRevisions } from './stream-revisions.js'

/**
 * The part of the log after some place as known to this process, in order and without gaps: the last revisions of
 * streams and the latest events. Its size is bounded: the server is asked for the rest.
 */
export type Tail = {
  /** The last event that was read, of the register or not. */
  end(): After
  /** The last register event; `null` if there is none. */
  last(): Mark | null
  /** Adds a page read from the end of the tail on, or from before it. Returns the new register events in it. */
  take(page: readonly EsdbRecorded[]): readonly Seen[]
  byId(id: string): Seen | undefined
  /** The events of an append; `null` if they are not cached, or another append has their ids. */
  find(events: readonly EsdbProposed[]): readonly Seen[] | null
  /** Whether the event of a mark is known to be in the log. */
  holds(after: After): boolean
  /** Whether the event of a mark is known not to be in the log. */
  lacks(after: After): boolean
  /** The register events after a place; `null` if not all are known. */
  since(place: Place): readonly Seen[] | null
  /** The last revision of a stream; `null` if unknown. */
  standOf(stream: StreamName): Expected | null
  /** Remembers that a stream has never existed. */
  noteAbsent: StreamRevisions['noteAbsent']
  /** Requests the last revision of a stream and caches it. */
  learn: StreamRevisions['learn']
  /** Waits for the events of an append; resolves at once if they were read before. */
  awaitEvents(events: readonly EsdbProposed[]): AwaitedEvents
}

/** The start of a tail: the last event there, and the last register event. */
export type Beginning = { readonly end: After; readonly last: Mark | null }

/** The beginning of the log. */
export const beginningOfLog: Beginning = { end: { place: 'start', eventId: null }, last: null }

/** Creates a tail that knows nothing before its beginning. */
export const createTail = ({ end: begun, last: lastBefore }: Beginning): Tail => {
  const latest = createLatest(begun.place)
  const stands = createStreamRevisions(begun.place === 'start')
  const waits = createEventWaits(latest)
  let [end, last] = [begun, lastBefore]

  const takeOne = (event: EsdbRecorded): Seen | null => {
    const place = placeIn(event)
    if (!isAfter(place, end.place)) return null
    end = { place, eventId: event.id }
    stands.note(event)
    if (!isRegisterEvent(event)) return null
    const seen = { event, before: last }
    last = markOf(event)
    latest.add(seen)
    return seen
  }

  return {
    end: () => end,
    last: () => last,
    byId: latest.byId,
    find: (events) => findIn(latest, events),
    take: (page) => {
      const fresh = page.map(takeOne).filter((seen) => seen !== null)
      for (const { event } of fresh) waits.arrived(event.id)
      return fresh
    },
    lacks: ({ place, eventId }) => {
      if (eventId === null || place === 'start' || isAfter(place, end.place)) return false
      return latest.isCachedFrom(place) && latest.byId(eventId) === undefined
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
    awaitEvents: waits.await,
  }
}
