import * as t from 'io-ts'

/** A day of the Gregorian calendar, `YYYY-MM-DD`, which exists (no 30 February). Compares as text. */
export type CalendarDate = string

const shape = /^\d{4}-\d{2}-\d{2}$/
const dayInMilliseconds = 86_400_000

const midnight = (date: string): number => Date.parse(`${date}T00:00:00Z`)

const written = (milliseconds: number): CalendarDate => new Date(milliseconds).toISOString().slice(0, 10)

/** Whether a text names a day that exists. */
export const isCalendarDate = (value: unknown): value is CalendarDate =>
  typeof value === 'string' && shape.test(value) && !Number.isNaN(midnight(value)) && written(midnight(value)) === value

/** Decodes a `YYYY-MM-DD` that exists. */
export const CalendarDate = new t.Type<CalendarDate, string, unknown>(
  'CalendarDate',
  isCalendarDate,
  (value, context) => (isCalendarDate(value) ? t.success(value) : t.failure(value, context)),
  t.identity,
)

/** The day `days` after (or, negative, before) a day. */
export const addDays = (date: CalendarDate, days: number): CalendarDate =>
  written(midnight(date) + days * dayInMilliseconds)

/** Days from one day to another; negative when `to` is earlier. */
export const daysBetween = (from: CalendarDate, to: CalendarDate): number =>
  Math.round((midnight(to) - midnight(from)) / dayInMilliseconds)
