import { type Appended, failureError } from '@clientele/domain'
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js'
import { eventIds } from '../../event-id.js'
import { appendedFrom, toldOf } from './appending/answering.js'
import type { EsdbRecorded } from './client/client.js'
import { complete } from './intents/completing.js'
import type { Intent } from './intents/intent.js'
import type { Place } from './log/event-locations.js'
import { logAfter, streamFrom } from './log/raw.js'
import { companyOf, oursIn, placeIn } from './log/stored.js'
import type { Open } from './open.js'
import { takenFrom } from './reading/reading.js'
import { copyOf } from './tail/latest.js'
import { writesIn } from './writing/plan.js'

type Places = readonly (readonly [id: string, place: Place])[]

const placesOf = ({ known }: Open, commandId: string): Places => {
  const idOf = eventIds(commandId)
  const places: (readonly [string, Place])[] = []
  for (let place = known.place(idOf(0)); place !== undefined; place = known.place(idOf(places.length)))
    places.push([idOf(places.length), place])
  return places
}

const read = async (open: Open, id: string, { stream, revision }: Place): Promise<readonly EsdbRecorded[]> => {
  const seen = open.looks.tail()?.byId(id)
  if (seen !== undefined) return [copyOf(seen)]
  for await (const page of streamFrom(open, stream, revision, { maxCount: 1 }))
    return page.filter((event) => event.id === id)
  return []
}

const found = async (open: Open, commandId: string): Promise<readonly EsdbRecorded[]> =>
  (await Promise.all(placesOf(open, commandId).map(([id, place]) => read(open, id, place)))).flat()

const readOn = async (open: Open, after: EsdbRecorded): Promise<void> => {
  for await (const page of logAfter(open, placeIn(after))) takenFrom(open, page, { types: [], categories: null })
}

// The rest of it may stand further on than this process has read.
const foundWholly = async (open: Open, commandId: string): Promise<readonly EsdbRecorded[]> => {
  const events = await found(open, commandId)
  const last = events.at(-1)
  if (last === undefined || isWhole(events)) return events
  await readOn(open, last)
  return found(open, commandId)
}

const isWhole = (events: readonly EsdbRecorded[]): boolean => {
  const last = events.at(-1)
  return last === undefined || events.length >= companyOf(last)
}

const begunBy = ({ unfinished }: Open, [first]: readonly EsdbRecorded[]): readonly Intent[] =>
  [...unfinished.values()]
    .map(({ intent }) => intent)
    .filter(({ plan }) => writesIn(plan).some(({ events }) => events.some(({ id }) => id === first?.id)))

// What was begun and not finished is finished first: nobody is told of a half.
const foundFinished = async (open: Open, commandId: string): Promise<readonly EsdbRecorded[]> => {
  const events = await foundWholly(open, commandId)
  if (isWhole(events)) return events
  for (const intent of begunBy(open, events)) {
    const failure = await complete(open, intent)
    if (failure !== null) throw failureError(failure)
  }
  return foundWholly(open, commandId)
}

/**
 * What a command appended, as far as this process has read or appended it: the server has no index of ids. Whoever
 * follows the log knows it all, but for what has been forgotten since (see `Known`).
 */
export const appendedBy = async (open: Open, commandId: string): Promise<Appended | null> => {
  const events = oursIn(await foundFinished(open, commandId))
  return isNonEmpty(events) ? toldOf(await appendedFrom(open, events)) : null
}
