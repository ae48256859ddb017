import { type Appended, failureError } from '@clientele/domain'
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js'
import { eventIds } from '../../event-id.js'
import { storedFrom, toAppended } from './appending/results.js'
import type { EsdbRecorded } from './client/client.js'
import { completeIntent } from './intents/complete-intents.js'
import type { Intent } from './intents/intent.js'
import type { EventLocation } from './log/event-locations.js'
import { logAfter, streamFrom } from './log/raw.js'
import { appendSizeOf, placeIn, registerEventsIn } from './log/stored.js'
import type { OpenStore } from './open.js'
import { selectFrom } from './reading/reading.js'
import { copyOf } from './tail/latest.js'
import { writesIn } from './writing/plan.js'

type Places = readonly (readonly [id: string, place: EventLocation])[]

const placesOf = ({ known }: OpenStore, commandId: string): Places => {
  const idOf = eventIds(commandId)
  const places: (readonly [string, EventLocation])[] = []
  for (let place = known.place(idOf(0)); place !== undefined; place = known.place(idOf(places.length)))
    places.push([idOf(places.length), place])
  return places
}

const read = async (
  open: OpenStore,
  id: string,
  { stream, revision }: EventLocation,
): Promise<readonly EsdbRecorded[]> => {
  const seen = open.logTail.tail()?.byId(id)
  if (seen !== undefined) return [copyOf(seen)]
  for await (const page of streamFrom(open, stream, revision, { maxCount: 1 }))
    return page.filter((event) => event.id === id)
  return []
}

const readKnown = async (open: OpenStore, commandId: string): Promise<readonly EsdbRecorded[]> =>
  (await Promise.all(placesOf(open, commandId).map(([id, place]) => read(open, id, place)))).flat()

const readLogAfter = async (open: OpenStore, after: EsdbRecorded): Promise<void> => {
  for await (const page of logAfter(open, placeIn(after))) selectFrom(open, page, { types: [], categories: null })
}

// The rest of the command may be after the part of the log that this process has read.
const readAllEvents = async (open: OpenStore, commandId: string): Promise<readonly EsdbRecorded[]> => {
  const events = await readKnown(open, commandId)
  const last = events.at(-1)
  if (last === undefined || isComplete(events)) return events
  await readLogAfter(open, last)
  return readKnown(open, commandId)
}

const isComplete = (events: readonly EsdbRecorded[]): boolean => {
  const last = events.at(-1)
  return last === undefined || events.length >= appendSizeOf(last)
}

const unfinishedIntentsOf = ({ unfinished }: OpenStore, [first]: readonly EsdbRecorded[]): readonly Intent[] =>
  [...unfinished.values()]
    .map(({ intent }) => intent)
    .filter(({ plan }) => writesIn(plan).some(({ events }) => events.some(({ id }) => id === first?.id)))

// Completes the command's unfinished intents first, so that a partly appended command is never returned.
const readFinished = async (open: OpenStore, commandId: string): Promise<readonly EsdbRecorded[]> => {
  const events = await readAllEvents(open, commandId)
  if (isComplete(events)) return events
  for (const intent of unfinishedIntentsOf(open, events)) {
    const failure = await completeIntent(open, intent)
    if (failure !== null) throw failureError(failure)
  }
  return readAllEvents(open, commandId)
}

/**
 * The events that a command appended, as far as this process has read or appended them: the server has no index of ids.
 * A process that follows the log knows all of them, except those dropped from the cache (see `EventLocations`).
 */
export const appendedBy = async (open: OpenStore, commandId: string): Promise<Appended | null> => {
  const events = registerEventsIn(await readFinished(open, commandId))
  return isNonEmpty(events) ? toAppended(await storedFrom(open, events)) : null
}
