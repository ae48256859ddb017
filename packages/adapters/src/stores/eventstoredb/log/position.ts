import type { Checkpoint, Position, StoreUnreadable } from '@clientele/domain'
import { type Either, isLeft, left, map, right } from 'fp-ts/lib/Either.js'
import { checkpointOf, noPosition } from '../../../log/position.js'
import type { EsdbPosition } from '../client/client.js'

const pattern = /^(\d{1,19})\/(\d{1,19})$/

/** Before the first event, or a position with both of its numbers: older servers need the two. */
export type Place = 'start' | EsdbPosition

/** Parses a position. */
export const placeOf = (position: Position | null | undefined): Either<StoreUnreadable, Place> => {
  if (position === null || position === undefined) return right('start')
  const [, commit, prepare] = (typeof position === 'string' ? pattern.exec(position) : null) ?? []
  if (commit === undefined || prepare === undefined) return left(noPosition)
  return right({ commit: BigInt(commit), prepare: BigInt(prepare) })
}

/** A place to continue after, and the id of the event there; `null`: the id is not checked. */
export type After = { readonly place: Place; readonly eventId: string | null }

/** Parses a position or a mark. */
export const afterOf = (after: Position | Checkpoint | null | undefined): Either<StoreUnreadable, After> => {
  const checkpoint = checkpointOf(after)
  if (isLeft(checkpoint)) return checkpoint
  const place = placeOf(checkpoint.right?.position)
  return map((found: Place): After => ({ place: found, eventId: checkpoint.right?.eventId ?? null }))(place)
}

/** Formats a position: `commit/prepare`. */
export const positionOf = ({ commit, prepare }: EsdbPosition): Position => `${commit}/${prepare}`

/** Whether a position is after another. */
export const isAfter = (one: EsdbPosition, other: Place): boolean =>
  other === 'start' || one.commit > other.commit || (one.commit === other.commit && one.prepare > other.prepare)
