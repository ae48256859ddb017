import type { ClockAhead, Instant } from '@clientele/domain'
import { type Either, left, right } from 'fp-ts/lib/Either.js'

let last = Number.NaN
let written: Instant = ''

/** The time of this machine. Asked several times in a millisecond it is written once. */
export const systemClock = (): Instant => {
  const now = Date.now()
  if (now !== last) {
    last = now
    written = new Date(now).toISOString()
  }
  return written
}

/** How far a clock may be ahead of another one before nothing is recorded by it, in milliseconds: a day. */
export const usualClockSkew: number = 86_400_000

/** What a log that nobody wrote to may lie still before its next event, in milliseconds: five years. */
const longestStandstill: number = 5 * 366 * 86_400_000

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
  return before !== null && moment > Date.parse(before) + Math.max(longestStandstill, maxClockSkew)
}

/** The clock of a store (the system's by default), and how far it may be ahead, in milliseconds (a day). */
export type ClockOptions = { readonly clock?: () => Instant; readonly maxClockSkew?: number }

/** The time to record what comes after an event at, or why the clock is not gone by. */
export type RecordingTime = (before: Instant | null) => Either<ClockAhead, Instant>

/**
 * The time to record an event at: that of the clock, or of the event before when the clock has been set back. A clock
 * that is too far ahead would move the log's time for ever, so it is refused; a log that stands in the future stays there.
 */
export const recordingTime =
  ({ clock = systemClock, maxClockSkew = usualClockSkew }: ClockOptions): RecordingTime =>
  (before) => {
    const now = clock()
    if (before !== null && before > now) return right(before)
    return isTooFar(before, now, maxClockSkew) ? left(clockAhead) : right(now)
  }
