import { localTimeOf } from '@clientele/domain'
import type { ReadableRegister } from '@clientele/projections'

const untilMinutes = 16
const day = 10

/** An instant in the register's time zone, to the minute: `2026-04-15 10:00`. */
export const timeIn = ({ settings }: ReadableRegister, instant: string): string =>
  localTimeOf(instant, settings.policies.timeZone).slice(0, untilMinutes).replace('T', ' ')

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/

// Imported values often have only a day, stored as its first instant.
const midnight = /T00:00(:00(\.0+)?)?(Z|[+-]\d{2}:\d{2})$/

/** A value for display: an instant in the register's time zone, or as a day; other values unchanged. */
export const displayValue = (register: ReadableRegister, value: string): string => {
  if (!instant.test(value)) return value
  return midnight.test(value) ? value.slice(0, day) : timeIn(register, value)
}
