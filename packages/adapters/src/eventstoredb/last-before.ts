import type { Mark } from '@clientele/domain'
import type { EsdbReadAllOptions } from './client.js'
import type { Open } from './open.js'
import { positionOf } from './position.js'
import { logBefore } from './raw.js'
import { placeIn, recordedFrom } from './stored.js'

// Nearly always the event right before is ours; a log full of others is gone through in strides.
const smallPage = 2
const largePage = 1_000
const growth = 8

/** The last event of ours before a place; `null` when there is none. */
export const lastBefore = async (
  open: Open,
  place: NonNullable<EsdbReadAllOptions['fromPosition']>,
): Promise<Mark | null> => {
  let from = place
  for (let size = smallPage; ; size = Math.min(largePage, size * growth)) {
    const page = await logBefore(open, from, size)
    const ours = page.find((event) => recordedFrom(event) !== null)
    if (ours !== undefined) return { position: positionOf(placeIn(ours)), eventId: ours.id }
    const last = page.at(-1)
    if (last === undefined || page.length < size) return null
    from = placeIn(last)
  }
}
