import { failureError, type Instant, instantFrom, isUnawaited, type MalformedOptions } from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'

const ignore = (): void => {}

const malformed = (problem: string): Either<MalformedOptions, never> => left({ error: 'MalformedOptions', problem })

/** Reads a clock of the host: the instant in UTC, or `MalformedOptions` if it throws or gives anything else. */
export const readHostClock = (clock: () => Instant): (() => Either<MalformedOptions, Instant>) => {
  let lastGiven: unknown = null
  let last: Either<MalformedOptions, Instant> = malformed('`clock` gave nothing.')
  const read = (given: unknown): Either<MalformedOptions, Instant> => {
    isUnawaited(given, ignore)
    const instant = instantFrom(given)
    return instant === null ? malformed('`clock` gives a text such as 2026-03-01T09:00:00.000Z.') : right(instant)
  }
  return () => {
    try {
      const given = clock()
      if (given !== lastGiven) last = read(given)
      lastGiven = given
      return last
    } catch {
      return malformed('`clock` threw an error.')
    }
  }
}

/**
 * A clock of the host that gives instants in UTC. Calling it throws an `Error` that carries `MalformedOptions` if the
 * host's clock throws or gives anything else than an ISO 8601 instant.
 */
export const hostClock = (clock: () => Instant): (() => Instant) => {
  const read = readHostClock(clock)
  return () => {
    const now = read()
    if (isLeft(now)) throw failureError(now.left)
    return now.right
  }
}
