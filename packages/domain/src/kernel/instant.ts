import * as t from 'io-ts'
import { addDays, type CalendarDate } from './calendar-date.js'

/** A moment in time as ISO 8601 in UTC with milliseconds, `2024-03-15T08:00:00.000Z`. Compares as text. */
export type Instant = string

const shape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/

// Within these years the day of an instant is a calendar date in every time zone.
const first = Date.parse('1000-01-03T00:00:00Z')
const last = Date.parse('9999-12-29T00:00:00Z')

/** Any ISO 8601 date-time with an offset from the year 1000 to 9999, written in UTC; `null` when it is none. */
export const instantFrom = (value: unknown): Instant | null => {
  if (typeof value !== 'string' || !shape.test(value)) return null
  const milliseconds = Date.parse(value)
  return milliseconds >= first && milliseconds <= last ? new Date(milliseconds).toISOString() : null
}

const isInstant = (value: unknown): value is Instant => typeof value === 'string' && instantFrom(value) !== null

/** Decodes any ISO 8601 date-time with an offset to UTC. */
export const Instant = new t.Type<Instant, string, unknown>(
  'Instant',
  isInstant,
  (value, context) => {
    const instant = instantFrom(value)
    return instant === null ? t.failure(value, context) : t.success(instant)
  },
  t.identity,
)

const formats = new Map<string, Intl.DateTimeFormat>()

const formatIn = (timeZone: string): Intl.DateTimeFormat => {
  const known = formats.get(timeZone)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  formats.set(timeZone, made)
  return made
}

const quarterHour = 900_000

// Since then every zone is a number of quarters of an hour from UTC: the last with odd seconds changed in 1972.
const firstEven = Date.parse('1973-01-01T00:00:00Z')

type Asked = { instant: Instant; readonly quarter: number; readonly timeZone: string; readonly date: CalendarDate }

let asked: Asked = { instant: '', quarter: Number.NaN, timeZone: '', date: '' }

/** The calendar day an instant falls on in a time zone (4-P23, `Europe/Helsinki` by default). */
export const dateOf = (instant: Instant, timeZone: string): CalendarDate => {
  // What comes at once comes with one text, and reading that takes longer than all the rest.
  if (instant === asked.instant && timeZone === asked.timeZone) return asked.date
  const moment = Date.parse(instant)
  if (moment < firstEven) return formatIn(timeZone).format(moment)
  const quarter = Math.floor(moment / quarterHour)
  if (asked.quarter !== quarter || asked.timeZone !== timeZone)
    asked = { instant, quarter, timeZone, date: formatIn(timeZone).format(moment) }
  else asked.instant = instant
  return asked.date
}

const hour = 3_600_000

/** The first instant that is no longer in a calendar day of a time zone; an instant is before it, or on a later day. */
export const endOfDay = (date: CalendarDate, timeZone: string): Instant => {
  const next = addDays(date, 1)
  const utcMidnight = Date.parse(`${next}T00:00:00Z`)
  const quarters = Array.from({ length: 28 * 4 }, (_, index) => utcMidnight - 14 * hour + (index * hour) / 4)
  const first = quarters.find((moment) => formatIn(timeZone).format(moment) >= next)
  return new Date(first ?? utcMidnight).toISOString()
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
