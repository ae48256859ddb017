import * as t from 'io-ts'
import { callable, type MeantAs, type TextCodec } from './branded.js'

/** An existing day of the Gregorian calendar, `YYYY-MM-DD` (no 30 February). Compares as text. */
export type CalendarDate = MeantAs<'CalendarDate'>

const shape = /^\d{4}-\d{2}-\d{2}$/
const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const dayInMilliseconds = 86_400_000

const midnight = (date: string): number => Date.parse(`${date}T00:00:00Z`)

const formatDate = (milliseconds: number): CalendarDate => new Date(milliseconds).toISOString().slice(0, 10)

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

const daysIn = (year: number, month: number): number => (month === 2 && isLeap(year) ? 29 : (lengths[month - 1] ?? 0))

/** The number of days in the month of a date. */
const daysInMonth = (date: string): number => daysIn(Number(date.slice(0, 4)), Number(date.slice(5, 7)))

// Called for every event with a date: a round trip through `Date` takes ten times as long.
const exists = (date: string): boolean => {
  const day = Number(date.slice(8))
  return day >= 1 && day <= daysInMonth(date)
}

/** Whether a text names a day that exists. */
export const isCalendarDate = (value: unknown): value is CalendarDate =>
  typeof value === 'string' && shape.test(value) && exists(value)

/** Decodes an existing day `YYYY-MM-DD`; `CalendarDate('2026-03-01')` returns it, or throws a `TypeError`. */
export const CalendarDate: TextCodec<'CalendarDate'> = callable(
  Object.assign(
    new t.Type<CalendarDate, CalendarDate, unknown>(
      'CalendarDate',
      isCalendarDate,
      (value, context) => (isCalendarDate(value) ? t.success(value) : t.failure(value, context)),
      t.identity,
    ),
    { schema: { type: 'string', format: 'date', pattern: shape.source } },
  ),
  'a day that exists, YYYY-MM-DD',
)

const [firstDay, lastDay] = [midnight('0000-01-01'), midnight('9999-12-31')]

/** Adds days to a day (negative: subtracts); stops at 0000-01-01 and 9999-12-31. */
export const addDays = (date: CalendarDate, days: number): CalendarDate => {
  const day = Number(date.slice(8)) + days
  // Fast path: a day in the same month needs no `Date`.
  if (day >= 1 && day <= daysInMonth(date)) return `${date.slice(0, 8)}${day < 10 ? '0' : ''}${day}`
  return formatDate(Math.min(lastDay, Math.max(firstDay, midnight(date) + days * dayInMilliseconds)))
}

/** Returns the days from one day to another; negative if `to` is earlier. */
export const daysBetween = (from: CalendarDate, to: CalendarDate): number =>
  Math.round((midnight(to) - midnight(from)) / dayInMilliseconds)
