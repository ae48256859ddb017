import * as t from 'io-ts'
import { callable, type MeantAs, type TextCodec } from './branded.js'
import { addDays, type CalendarDate, isCalendarDate } from './calendar-date.js'

/** A point in time as ISO 8601 in UTC with milliseconds, `2024-03-15T08:00:00.000Z`. Compares as text. */
export type Instant = MeantAs<'Instant'>

const shape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/

// Between these years the day of an instant is a calendar date in every time zone.
const first = Date.parse('1000-01-03T00:00:00Z')
const last = Date.parse('9999-12-29T00:00:00Z')

/** Converts an ISO 8601 date-time with an offset, on a day that exists, year 1000 to 9999, to UTC; `null` if it is not one. */
export const instantFrom = (value: unknown): Instant | null => {
  // `Date.parse` takes 30 February for 2 March.
  if (typeof value !== 'string' || !shape.test(value) || !isCalendarDate(value.slice(0, 10))) return null
  const milliseconds = Date.parse(value)
  return milliseconds >= first && milliseconds <= last ? new Date(milliseconds).toISOString() : null
}

const isInstant = (value: unknown): value is Instant => typeof value === 'string' && instantFrom(value) !== null

/**
 * Decodes any ISO 8601 date-time with an offset to UTC; `Instant('2026-03-01T09:00:00+02:00')` is
 * `2026-03-01T07:00:00.000Z`, or throws a `TypeError`.
 */
export const Instant: TextCodec<'Instant'> = callable(
  Object.assign(
    new t.Type<Instant, Instant, unknown>(
      'Instant',
      isInstant,
      (value, context) => {
        const instant = instantFrom(value)
        return instant === null ? t.failure(value, context) : t.success(instant)
      },
      t.identity,
    ),
    { schema: { type: 'string', format: 'date-time', pattern: shape.source } },
  ),
  'an ISO 8601 date-time with an offset, such as 2026-03-01T09:00:00Z, year 1000 to 9999',
)

const formats = new Map<string, Intl.DateTimeFormat>()

const formatIn = (timeZone: string): Intl.DateTimeFormat => {
  const known = formats.get(timeZone)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  formats.set(timeZone, made)
  return made
}

const minute = 60_000
const hour = 3_600_000

// Since then every offset is a whole number of minutes and changes at a whole minute; the last exception ended in 1972.
const firstEven = Date.parse('1973-01-01T00:00:00Z')

type CachedDate = { instant: Instant; readonly minute: number; readonly timeZone: string; readonly date: CalendarDate }

let cached: CachedDate = { instant: '', minute: Number.NaN, timeZone: '', date: '' }

/** Returns the calendar day of an instant in a time zone (`Europe/Helsinki` by default). */
export const dateOf = (instant: Instant, timeZone: string): CalendarDate => {
  // Consecutive events often have the same instant, and parsing it takes longer than the rest.
  if (instant === cached.instant && timeZone === cached.timeZone) return cached.date
  const moment = Date.parse(instant)
  if (moment < firstEven) return formatIn(timeZone).format(moment)
  const within = Math.floor(moment / minute)
  if (cached.minute !== within || cached.timeZone !== timeZone)
    cached = { instant, minute: within, timeZone, date: formatIn(timeZone).format(moment) }
  else cached.instant = instant
  return cached.date
}

const ends = new Map<string, Instant>()
const manyEnds = 1_000

const findEnd = (date: CalendarDate, timeZone: string): Instant => {
  const next = addDays(date, 1)
  const utcMidnight = Date.parse(`${next}T00:00:00Z`)
  const earliest = utcMidnight - 14 * hour
  const quarters = Array.from({ length: 28 * 4 }, (_, index) => earliest + (index * hour) / 4)
  const last = quarters.findLast((moment) => formatIn(timeZone).format(moment) < next)
  return new Date(last === undefined ? earliest : last + hour / 4).toISOString()
}

/**
 * Returns the first instant after a calendar day in a time zone: every instant from it on is on a later day. Where
 * clocks go back at 00:01, the repeated minute of the next day comes before it. Cached, because the computation calls
 * `dateOf` many times.
 */
export const endOfDay = (date: CalendarDate, timeZone: string): Instant => {
  const key = `${date} ${timeZone}`
  const known = ends.get(key)
  if (known !== undefined) return known
  if (ends.size >= manyEnds) ends.clear()
  const end = findEnd(date, timeZone)
  ends.set(key, end)
  return end
}

const offsetFormats = new Map<string, Intl.DateTimeFormat>()

const offsetFormatIn = (timeZone: string): Intl.DateTimeFormat => {
  const known = offsetFormats.get(timeZone)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
  offsetFormats.set(timeZone, made)
  return made
}

let offsetAsked = { minute: Number.NaN, timeZone: '', offset: '' }

/** Returns the offset of a time zone at an instant: `+02:00`, with seconds if the zone had some. */
const offsetAt = (moment: number, timeZone: string): string => {
  const within = Math.floor(moment / minute)
  if (offsetAsked.minute === within && offsetAsked.timeZone === timeZone) return offsetAsked.offset
  const name =
    offsetFormatIn(timeZone)
      .formatToParts(moment)
      .find(({ type }) => type === 'timeZoneName')?.value ?? ''
  const offset = name.replace('GMT', '') || '+00:00'
  offsetAsked = { minute: within, timeZone, offset }
  return offset
}

const millisecondsOf = (offset: string): number => {
  const [hours = 0, minutes = 0, seconds = 0] = offset.slice(1).split(':').map(Number)
  return (offset.startsWith('-') ? -1 : 1) * (hours * hour + minutes * minute + seconds * 1000)
}

/** Formats an instant in a time zone, with the offset: `2024-03-15T10:00:00.000+02:00`. */
export const localTimeOf = (instant: Instant, timeZone: string): string => {
  const moment = Date.parse(instant)
  const offset = offsetAt(moment, timeZone)
  return new Date(moment + millisecondsOf(offset)).toISOString().replace('Z', offset)
}

/** Whether the runtime knows a time zone of this name. */
export const isTimeZone = (name: string): boolean => {
  try {
    formatIn(name)
    return true
  } catch {
    return false
  }
}
