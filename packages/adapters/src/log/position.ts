import type { Checkpoint, Mark, Position, RecordedEvent, StoreUnreadable } from '@clientele/domain'
import { type Either, isLeft, left, map, right } from 'fp-ts/lib/Either.js'

/**
 * A checkpoint from outside, also one that is a position alone: `null` where there is none, nothing where it is no such
 * thing.
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

/** The failure of a position that no store of a kind gives. */
export const noPosition: StoreUnreadable = Object.freeze({
  error: 'StoreUnreadable',
  problem: 'The position is none of this store: give one it has given, or start from the beginning.',
})

/** The number behind a position of a numbered log; 0 stands before the first event. */
export const numberOf = (position: Position | null | undefined): Either<StoreUnreadable, number> => {
  if (position === null || position === undefined) return right(0)
  return typeof position === 'string' && decimal.test(position) ? right(Number(position)) : left(noPosition)
}

/** A place of a numbered log after which to go on, and the id of the event there; `null`: it is taken as it is. */
export type After = { readonly number: number; readonly eventId: string | null }

/** What a position or a mark says; anything else is none of a store's. */
export const checkpointOf = (after: unknown): Either<StoreUnreadable, Checkpoint | null> => {
  const found = checkpointFrom(after)
  return found === undefined ? left(noPosition) : right(found)
}

/** The place behind a position or a mark. */
export const afterOf = (after: Position | Checkpoint | null | undefined): Either<StoreUnreadable, After> => {
  const checkpoint = checkpointOf(after)
  if (isLeft(checkpoint)) return checkpoint
  const number = numberOf(checkpoint.right?.position)
  return map((found: number): After => ({ number: found, eventId: checkpoint.right?.eventId ?? null }))(number)
}

/** The mark of an event that was read; frozen, for who keeps one also shows it. */
export const markOfEvent = ({ position, id }: Pick<RecordedEvent, 'position' | 'id'>): Mark =>
  Object.freeze({ position, eventId: id })

/** An event of the log as others see it. */
export const markOf = (event: { readonly position: number; readonly id: string } | null): Mark | null =>
  event === null ? null : { position: String(event.position), eventId: event.id }

/** A number of the log as others see it; `null` before the first event. */
export const positionOf = (number: number): Position | null => (number === 0 ? null : String(number))
