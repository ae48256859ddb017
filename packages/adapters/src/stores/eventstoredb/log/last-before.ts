import type { Mark } from '@clientele/domain'
import type { EsdbPosition, EsdbReadAllOptions } from '../client/client.js'
import type { Open } from '../open.js'
import { isAfter } from './position.js'
import { logBefore, logFrom } from './raw.js'
import { isOurs, markOf, placeIn } from './stored.js'

// Nearly always the event right before is ours; a log full of others is gone through in strides.
const smallPage = 2
const largePage = 1_000
const growth = 8

// Backwards nobody can choose what is sent; forwards the server sends ours.
const lastFromStart = async (open: Open, place: EsdbPosition): Promise<Mark | null> => {
  let last: Mark | null = null
  for await (const page of logFrom(open, 'start')) {
    const before = page.filter((event) => isAfter(place, placeIn(event)))
    const ours = before.findLast(isOurs)
    if (ours !== undefined) last = markOf(ours)
    if (before.length < page.length) return last
  }
  return last
}

/** The last event of ours before a place; `null` when there is none. */
export const lastBefore = async (
  open: Open,
  place: NonNullable<EsdbReadAllOptions['fromPosition']>,
): Promise<Mark | null> => {
  let from = place
  for (let size = smallPage; ; size = Math.min(largePage, size * growth)) {
    const page = await logBefore(open, from, size)
    const ours = page.find(isOurs)
    if (ours !== undefined) return markOf(ours)
    const last = page.at(-1)
    if (last === undefined || page.length < size) return null
    from = placeIn(last)
    if (size === largePage && open.names.filter.filterOn === 'streamName') return lastFromStart(open, from)
  }
}
