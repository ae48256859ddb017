import type { ClockAhead, Instant, MalformedOptions } from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { readHostClock } from './host-clock.js'

let lastMillisecond = Number.NaN
let lastInstant: Instant = ''

/** The current time of this machine; formats it only once per millisecond. */
export const systemClock = (): Instant => {
  const now = Date.now()
  if (now !== lastMillisecond) {
    lastMillisecond = now
    lastInstant = new Date(now).toISOString()
  }
  return lastInstant
}

const readSystemClock = (): Either<never, Instant> => right(systemClock())

/** The default maximum clock skew, in milliseconds: a day. */
export const defaultClockSkew: number = 86_400_000

/** The maximum time between two events of a log, in milliseconds: five years. */
const maxGap: number = 5 * 366 * 86_400_000

/** The failure of a clock that is too far ahead. */
export const clockAhead: ClockAhead = Object.freeze({
  error: 'ClockAhead',
  problem:
    'The clock is too far ahead of the other one that is known (of the machine or of the server), or of the last event: ' +
    'nothing was recorded. Set it right, or raise maxClockSkew if it is right.',
})

const isTooFar = (before: Instant | null, now: Instant, maxClockSkew: number): boolean => {
  if (maxClockSkew === Number.POSITIVE_INFINITY) return false
  const moment = Date.parse(now)
  if (moment > Date.now() + maxClockSkew) return true
  return before !== null && moment > Date.parse(before) + Math.max(maxGap, maxClockSkew)
}

/**
 * The clock of a store (by default the system clock), and how far it may be ahead, in milliseconds (by default a day).
 */
export type ClockOptions = {
  readonly clock?: (() => Instant) | undefined
  readonly maxClockSkew?: number | undefined
}

/** Gives the recording time of the event after another one; `ClockAhead`, or `MalformedOptions` if the host's clock is broken. */
export type RecordingTime = (before: Instant | null) => Either<ClockAhead | MalformedOptions, Instant>

/**
 * The recording time of an event: the clock's time, or the time of the event before if the clock was set back. A clock
 * that is too far ahead is refused, since it would move the log's time permanently; a log that is ahead already stays
 * ahead.
 */
export const recordingTime = ({ clock, maxClockSkew = defaultClockSkew }: ClockOptions): RecordingTime => {
  const time = clock === undefined ? readSystemClock : readHostClock(clock)
  return (before) => {
    const now = time()
    if (isLeft(now)) return now
    if (before !== null && before > now.right) return right(before)
    return isTooFar(before, now.right, maxClockSkew) ? left(clockAhead) : now
  }
}
