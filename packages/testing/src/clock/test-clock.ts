import { type CalendarDate, dateOf, type Instant, instantFrom } from '@clientele/domain'

/** An amount of time. A day has 24 hours. Negative numbers move back. */
export type Duration = {
  readonly days?: number | undefined
  readonly hours?: number | undefined
  readonly minutes?: number | undefined
  readonly seconds?: number | undefined
  readonly milliseconds?: number | undefined
}

/** A clock that changes only when moved. Call it for the time; pass it to `openClientele({ clock })` and to stores. */
export type TestClock = {
  (): Instant
  /** Moves the clock, and returns the new time. Throws a `RangeError` for anything but whole numbers of known units. */
  advance(by: Duration): Instant
  /** Sets the clock to an ISO 8601 instant, and returns it. Throws a `RangeError` for anything else. */
  set(to: Instant): Instant
  /** The date in a time zone, by default UTC. */
  today(timeZone?: string): CalendarDate
}

const units = { days: 86_400_000, hours: 3_600_000, minutes: 60_000, seconds: 1_000, milliseconds: 1 } as const

const isUnit = (name: string): name is keyof typeof units => Object.hasOwn(units, name)

const readInstant = (value: unknown): Instant => {
  const instant = instantFrom(value)
  if (instant === null) throw new RangeError(`A clock takes an ISO 8601 instant, not ${JSON.stringify(value)}`)
  return instant
}

const millisecondsOf = (by: Duration): number =>
  Object.entries(by).reduce((sum, [unit, count = 0]) => {
    if (!isUnit(unit)) throw new RangeError(`A clock advances by ${Object.keys(units).join(', ')}, not by ${unit}`)
    if (!Number.isSafeInteger(count)) throw new RangeError(`A clock advances by whole ${unit}, not by ${count}`)
    return sum + count * units[unit]
  }, 0)

const addMilliseconds = (now: Instant, milliseconds: number): Instant => {
  const time = new Date(Date.parse(now) + milliseconds)
  if (Number.isNaN(time.getTime())) throw new RangeError('A clock shows the years 1000 to 9999')
  return readInstant(time.toISOString())
}

/** Creates a clock that shows an ISO 8601 instant, such as `2026-03-01T09:00:00Z`, until it is moved. */
export const createTestClock = (start: Instant): TestClock => {
  let now = readInstant(start)
  const set = (to: Instant): Instant => {
    now = readInstant(to)
    return now
  }
  return Object.assign(() => now, {
    set,
    advance: (by: Duration) => set(addMilliseconds(now, millisecondsOf(by))),
    today: (timeZone = 'UTC') => dateOf(now, timeZone),
  })
}
