import type { Mark } from '@clientele/domain'
import type { EsdbPosition, EsdbReadAllOptions } from '../client/client.js'
import type { OpenStore } from '../open.js'
import { isAfter } from './position.js'
import { logBefore, logFrom } from './raw.js'
import { isRegisterEvent, markOf, placeIn } from './stored.js'

// Usually the event right before is a register event; in a log full of other events the pages grow.
const smallPage = 2
const largePage = 1_000
const growth = 8

// Reads backwards cannot be filtered; forwards the server sends only the register's events.
const lastFromStart = async (open: OpenStore, place: EsdbPosition): Promise<Mark | null> => {
  let last: Mark | null = null
  for await (const page of logFrom(open, 'start')) {
    const before = page.filter((event) => isAfter(place, placeIn(event)))
    const ours = before.findLast(isRegisterEvent)
    if (ours !== undefined) last = markOf(ours)
    if (before.length < page.length) return last
  }
  return last
}

/** The last register event before a place; `null` if there is none. */
export const lastBefore = async (
  open: OpenStore,
  place: NonNullable<EsdbReadAllOptions['fromPosition']>,
): Promise<Mark | null> => {
  let from = place
  for (let size = smallPage; ; size = Math.min(largePage, size * growth)) {
    const page = await logBefore(open, from, size)
    const ours = page.find(isRegisterEvent)
    if (ours !== undefined) return markOf(ours)
    const last = page.at(-1)
    if (last === undefined || page.length < size) return null
    from = placeIn(last)
    if (size === largePage && open.names.filter.filterOn === 'streamName') return lastFromStart(open, from)
  }
}
