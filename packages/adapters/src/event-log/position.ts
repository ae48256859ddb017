import type { Position, StoreUnreadable } from '@clientele/domain'
import { type Either, left, right } from 'fp-ts/lib/Either.js'

const decimal = /^[1-9]\d{0,15}$/

const unknown: StoreUnreadable = {
  error: 'StoreUnreadable',
  problem: 'The position is none of this store: give one it has given, or start from the beginning.',
}

/** The number behind a position of a numbered log; 0 stands before the first event. */
export const numberOf = (position: Position | null | undefined): Either<StoreUnreadable, number> => {
  if (position === null || position === undefined) return right(0)
  return typeof position === 'string' && decimal.test(position) ? right(Number(position)) : left(unknown)
}

/** A number of the log as others see it; `null` before the first event. */
export const positionOf = (number: number): Position | null => (number === 0 ? null : String(number))
