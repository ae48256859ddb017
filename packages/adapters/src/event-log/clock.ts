import type { Instant } from '@clientele/domain'

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

/** The time to record an event at: that of the clock, or of the event before when the clock has been set back. */
export const notBefore = (before: Instant | null, now: Instant): Instant =>
  before !== null && before > now ? before : now
