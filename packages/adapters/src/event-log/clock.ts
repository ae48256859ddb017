import type { Instant } from '@clientele/domain'

/** The time of this machine. */
export const systemClock = (): Instant => new Date().toISOString()

/** The time to record an event at: that of the clock, or of the event before when the clock has been set back. */
export const notBefore = (last: Instant | null, now: Instant): Instant => (last !== null && last > now ? last : now)
