import type { ChainFault, ChainHead } from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { EsdbRecorded } from '../client/client.js'
import { isAfter, placeOf } from '../log/position.js'
import { placeIn } from '../log/stored.js'

/** Looks for a known head during a walk through the log. */
export type HeadWatch = {
  /** The fault at an event, given the head after it. */
  check(event: EsdbRecorded, head: ChainHead | null): ChainFault | null
  /** The fault at the end of the log. */
  missing(): ChainFault | null
}

const faultAt = (problem: 'diverged' | 'cut', position: string, event: EsdbRecorded | null): ChainFault => ({
  problem,
  position,
  stream: event?.streamId ?? null,
  revision: event === null ? null : Number(event.revision),
})

const isSame = (one: ChainHead, other: ChainHead | null): boolean =>
  one.position === other?.position && one.hash === other.hash

/** Creates a watch for a head; it finds no fault if `against` is null or is where the walk starts. */
export const createHeadWatch = (against: ChainHead | null, start: ChainHead | null): HeadWatch => {
  if (against === null || isSame(against, start)) return { check: () => null, missing: () => null }
  const place = placeOf(against.position)
  let isFound = false
  return {
    check: (event, head) => {
      if (isFound || head === null) return null
      isFound = head.position === against.position
      if (isFound) return head.hash === against.hash ? null : faultAt('diverged', against.position, event)
      const isPast = isLeft(place) || isAfter(placeIn(event), place.right)
      return isPast ? faultAt('diverged', against.position, event) : null
    },
    missing: () => (isFound ? null : faultAt('cut', against.position, null)),
  }
}
