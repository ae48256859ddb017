import type { Appended, RecordedEvent } from '@clientele/domain'
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js'
import { eventIds } from '../event-id.js'
import { appendedFrom } from './appending.js'
import type { Place } from './known.js'
import type { Open } from './open.js'
import { streamFrom } from './raw.js'
import { recordedFrom } from './stored.js'

type Places = readonly (readonly [id: string, place: Place])[]

const placesOf = ({ known }: Open, commandId: string): Places => {
  const idOf = eventIds(commandId)
  const places: (readonly [string, Place])[] = []
  for (let place = known.place(idOf(0)); place !== undefined; place = known.place(idOf(places.length)))
    places.push([idOf(places.length), place])
  return places
}

const read = async (open: Open, id: string, { stream, revision }: Place): Promise<readonly RecordedEvent[]> => {
  for await (const page of streamFrom(open, stream, revision, 1))
    return page.filter((event) => event.id === id).flatMap((event) => recordedFrom(event) ?? [])
  return []
}

/**
 * What a command appended, as far as this process has read or appended it: the server has no index of ids. Whoever
 * follows the log knows it all, but for what has been forgotten since (see `Known`).
 */
export const appendedBy = async (open: Open, commandId: string): Promise<Appended | null> => {
  const events = await Promise.all(placesOf(open, commandId).map(([id, place]) => read(open, id, place)))
  const found = events.flat()
  return isNonEmpty(found) ? appendedFrom(open, found) : null
}
