import type { Instant } from '@clientele/domain'
import { randomUuid, sha256 } from '#platform'

// The id of a part is the id of the bulk command with the part's number appended, in older logs after a dot.
const uuidV7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}(\.\d+|\/part-\d+)*$/i

const variants = '89ab'

const variantOf = (digit: string): string => variants.charAt(Number.parseInt(digit, 16) & 3)

// The time field of a UUID: eight digits, a hyphen, and four digits.
const timeOf = (commandId: string, digest: string): string =>
  uuidV7.test(commandId) ? commandId.slice(0, 13).toLowerCase() : `${digest.slice(20, 28)}-${digest.slice(28, 32)}`

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0')

/** Creates the `eventId` function of one command; hashes the command id only once. */
export const eventIds = (commandId: string): ((ordinal: number) => string) => {
  const digest = sha256(commandId)
  const variant = variantOf(digest.charAt(3))
  const beginning = `${timeOf(commandId, digest)}-7${digest.slice(0, 3)}-${variant}${digest.slice(4, 7)}-${digest.slice(7, 11)}`
  return (ordinal) => beginning + hex(ordinal, 8)
}

/**
 * The id of the n-th event of a command, a UUID: the command's time (48 bits, when it is a UUIDv7), a hash of the
 * command id (42 bits), the ordinal (32 bits). The same command gets the same ids, so that a retry is recognized; ids
 * grow with time, which keeps index writes local.
 */
export const eventId = (commandId: string, ordinal: number): string => eventIds(commandId)(ordinal)

/** The smallest and the largest possible event id of a command, both inclusive; ids compare as text. */
export const idsOf = (commandId: string): { readonly first: string; readonly last: string } => {
  const idAt = eventIds(commandId)
  return { first: idAt(0), last: idAt(0xffffffff) }
}

/** The last id of a clock: its millisecond, the same as UUID text, and the number of the id within the millisecond. */
type LastId = { lastInstant: Instant; milliseconds: number; time: string; count: number }

const lastTicks = new WeakMap<() => Instant, LastId>()

const maxPerMillisecond = 0xfff

const moveTo = (tick: LastId, milliseconds: number): void => {
  const time = hex(milliseconds, 12)
  tick.milliseconds = milliseconds
  tick.time = `${time.slice(0, 8)}-${time.slice(8)}`
  tick.count = 0
}

// Many ids may be created within a millisecond: the clock's text is parsed once.
const advance = (tick: LastId, instant: Instant): void => {
  const now = instant === tick.lastInstant ? tick.milliseconds : Date.parse(instant)
  tick.lastInstant = instant
  if (now > tick.milliseconds) moveTo(tick, now)
  else if (tick.count >= maxPerMillisecond) moveTo(tick, tick.milliseconds + 1)
  else tick.count += 1
}

const tickOf = (clock: () => Instant): LastId => {
  const known = lastTicks.get(clock)
  if (known !== undefined) return known
  const tick: LastId = { lastInstant: '', milliseconds: -1, time: '', count: 0 }
  lastTicks.set(clock, tick)
  return tick
}

/**
 * A new UUIDv7 for a clock's time, by default its current one. Each is greater than the previous one of the same clock. The
 * random part is taken from a random UUID.
 */
export const newCommandId = (clock: () => Instant, now: Instant = clock()): string => {
  const tick = tickOf(clock)
  advance(tick, now)
  return `${tick.time}-7${hex(tick.count, 3)}-${randomUuid().slice(19)}`
}
