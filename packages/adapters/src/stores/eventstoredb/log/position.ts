import type { Checkpoint, Position, StoreUnreadable } from '@clientele/domain'
import { type Either, isLeft, left, map, right } from 'fp-ts/lib/Either.js'
import { checkpointOf, noPosition } from '../../../log/position.js'
import type { EsdbPosition } from '../client/client.js'

const pattern = /^(\d{1,19})\/(\d{1,19})$/

/** Before the first event, or a place both of whose numbers are kept: older servers need the two. */
export type Place = 'start' | EsdbPosition

/** The place behind a position. */
export const placeOf = (position: Position | null | undefined): Either<StoreUnreadable, Place> => {
  if (position === null || position === undefined) return right('start')
  const [, commit, prepare] = (typeof position === 'string' ? pattern.exec(position) : null) ?? []
  if (commit === undefined || prepare === undefined) return left(noPosition)
  return right({ commit: BigInt(commit), prepare: BigInt(prepare) })
}

/** A place after which to go on, and the id of the event there; `null`: it is taken as it is. */
export type After = { readonly place: Place; readonly eventId: string | null }

/** What a position or a mark says. */
export const afterOf = (after: Position | Checkpoint | null | undefined): Either<StoreUnreadable, After> => {
  const checkpoint = checkpointOf(after)
  if (isLeft(checkpoint)) return checkpoint
  const place = placeOf(checkpoint.right?.position)
  return map((found: Place): After => ({ place: found, eventId: checkpoint.right?.eventId ?? null }))(place)
}

/** A place as others see it: `commit/prepare`. */
export const positionOf = ({ commit, prepare }: EsdbPosition): Position => `${commit}/${prepare}`

/** Whether a place lies behind another. */
export const isAfter = (one: EsdbPosition, other: Place): boolean =>
  other === 'start' || one.commit > other.commit || (one.commit === other.commit && one.prepare > other.prepare)
