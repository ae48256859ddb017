import type { ChainFault, ChainHead } from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { EsdbRecorded } from '../client/client.js'
import { isAfter, placeOf } from '../log/position.js'
import { placeIn } from '../log/stored.js'

/** Watches for a kept head while the log goes by. */
export type Watch = {
  /** What is wrong at an event, given the head reached with it. */
  passed(event: EsdbRecorded, head: ChainHead | null): ChainFault | null
  /** What is wrong when the log has ended. */
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

/** Watches for a head from where a walk begins; nothing is wrong where there is none, or it begins there. */
export const createWatch = (against: ChainHead | null, start: ChainHead | null): Watch => {
  if (against === null || isSame(against, start)) return { passed: () => null, missing: () => null }
  const place = placeOf(against.position)
  let isMet = false
  return {
    passed: (event, head) => {
      if (isMet || head === null) return null
      isMet = head.position === against.position
      if (isMet) return head.hash === against.hash ? null : faultAt('diverged', against.position, event)
      const isPast = isLeft(place) || isAfter(placeIn(event), place.right)
      return isPast ? faultAt('diverged', against.position, event) : null
    },
    missing: () => (isMet ? null : faultAt('cut', against.position, null)),
  }
}
