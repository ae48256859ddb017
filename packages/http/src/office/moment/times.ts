import { localTimeOf } from '@clientele/domain'
import type { ReadableRegister } from '@clientele/projections'

const untilMinutes = 16
const day = 10

/** An instant by the clock of the register, to the minute: `2026-04-15 10:00`. */
export const timeIn = ({ settings }: ReadableRegister, instant: string): string =>
  localTimeOf(instant, settings.policies.timeZone).slice(0, untilMinutes).replace('T', ' ')

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/

// What is imported has often a day alone, which stands for its first instant.
const midnight = /T00:00(:00(\.0+)?)?(Z|[+-]\d{2}:\d{2})$/

/** A value as people read it: an instant by the clock of the register, or as a day alone; anything else as it is. */
export const readable = (register: ReadableRegister, value: string): string => {
  if (!instant.test(value)) return value
  return midnight.test(value) ? value.slice(0, day) : timeIn(register, value)
}
