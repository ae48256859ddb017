import type { Checkpoint, Mark, Position, RecordedEvent, StoreUnreadable } from '@clientele/domain'
import { type Either, isLeft, left, map, right } from 'fp-ts/lib/Either.js'

/**
 * Parses a checkpoint or a position from outside: `null` if there is none, `undefined` if it is malformed.
 */
export const checkpointFrom = (value: unknown): Checkpoint | null | undefined => {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return { position: value, eventId: null }
  if (typeof value !== 'object') return undefined
  const { position, eventId = null }: { readonly position?: unknown; readonly eventId?: unknown } = value
  const isId = eventId === null || typeof eventId === 'string'
  return typeof position === 'string' && isId ? { position, eventId } : undefined
}

const decimal = /^[1-9]\d{0,15}$/

/** The failure of a position that does not come from this kind of store. */
export const noPosition: StoreUnreadable = Object.freeze({
  error: 'StoreUnreadable',
  problem: 'The position is none of this store: give one it has given, or start from the beginning.',
})

/** The number of a position in a numbered log; 0 is before the first event. */
export const numberOf = (position: Position | null | undefined): Either<StoreUnreadable, number> => {
  if (position === null || position === undefined) return right(0)
  return typeof position === 'string' && decimal.test(position) ? right(Number(position)) : left(noPosition)
}

/** A place in a numbered log to continue after, and the id of the event there; `null`: the id is not checked. */
export type After = { readonly number: number; readonly eventId: string | null }

/** Parses a position or a mark; anything else is `noPosition`. */
export const checkpointOf = (after: unknown): Either<StoreUnreadable, Checkpoint | null> => {
  const found = checkpointFrom(after)
  return found === undefined ? left(noPosition) : right(found)
}

/** Parses a position or a mark of a numbered log. */
export const afterOf = (after: Position | Checkpoint | null | undefined): Either<StoreUnreadable, After> => {
  const checkpoint = checkpointOf(after)
  if (isLeft(checkpoint)) return checkpoint
  const number = numberOf(checkpoint.right?.position)
  return map((found: number): After => ({ number: found, eventId: checkpoint.right?.eventId ?? null }))(number)
}

/** The mark of an event; frozen, since it is both stored and handed out. */
export const markOfEvent = ({ position, id }: Pick<RecordedEvent, 'position' | 'id'>): Mark =>
  Object.freeze({ position, eventId: id })

/** The mark of a stored event. */
export const markOf = (event: { readonly position: number; readonly id: string } | null): Mark | null =>
  event === null ? null : { position: String(event.position), eventId: event.id }

/** Formats a number of the log as a position; `null` before the first event. */
export const positionOf = (number: number): Position | null => (number === 0 ? null : String(number))
