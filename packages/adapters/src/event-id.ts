import type { Instant } from '@clientele/domain'
import { randomUuid, sha256 } from '#platform'

// A part of a bulk command has the id of the whole and its number behind it, in older logs after a dot.
const uuidV7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}(\.\d+|\/part-\d+)*$/i

const variants = '89ab'

const variantOf = (digit: string): string => variants.charAt(Number.parseInt(digit, 16) & 3)

// A time as a UUID writes it, eight digits and four.
const timeOf = (commandId: string, digest: string): string =>
  uuidV7.test(commandId) ? commandId.slice(0, 13).toLowerCase() : `${digest.slice(20, 28)}-${digest.slice(28, 32)}`

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0')

/** `eventId` of one command for any ordinal, hashing once. */
export const eventIds = (commandId: string): ((ordinal: number) => string) => {
  const digest = sha256(commandId)
  const variant = variantOf(digest.charAt(3))
  const beginning = `${timeOf(commandId, digest)}-7${digest.slice(0, 3)}-${variant}${digest.slice(4, 7)}-${digest.slice(7, 11)}`
  return (ordinal) => beginning + hex(ordinal, 8)
}

/**
 * The id of the n-th event of a command, a UUID: the command's time (48 bits, when it is a UUIDv7), a hash of the
 * command id (42 bits), the ordinal (32 bits). The same command makes the same ids, so that a retry is recognised;
 * they grow with time, so that indexes stay local.
 */
export const eventId = (commandId: string, ordinal: number): string => eventIds(commandId)(ordinal)

/** The smallest and the largest id an event of this command can have, both inclusive; ids compare as text. */
export const idsOf = (commandId: string): { readonly first: string; readonly last: string } => {
  const idAt = eventIds(commandId)
  return { first: idAt(0), last: idAt(0xffffffff) }
}

/** The newest id of a clock: its millisecond, that as a UUID writes it, and the how-manieth it is. */
type Tick = { asked: Instant; milliseconds: number; time: string; count: number }

const ticks = new WeakMap<() => Instant, Tick>()

const mostPerMillisecond = 0xfff

const moveTo = (tick: Tick, milliseconds: number): void => {
  const time = hex(milliseconds, 12)
  tick.milliseconds = milliseconds
  tick.time = `${time.slice(0, 8)}-${time.slice(8)}`
  tick.count = 0
}

// Many ids are asked for within a millisecond: its text is read once.
const advance = (tick: Tick, asked: Instant): void => {
  const now = asked === tick.asked ? tick.milliseconds : Date.parse(asked)
  tick.asked = asked
  if (now > tick.milliseconds) moveTo(tick, now)
  else if (tick.count >= mostPerMillisecond) moveTo(tick, tick.milliseconds + 1)
  else tick.count += 1
}

const tickOf = (clock: () => Instant): Tick => {
  const known = ticks.get(clock)
  if (known !== undefined) return known
  const made: Tick = { asked: '', milliseconds: -1, time: '', count: 0 }
  ticks.set(clock, made)
  return made
}

/**
 * A new UUIDv7 of a clock's time, by default what it says now; every one is greater than the one before from the same
 * clock. Its random end is that of a random UUID.
 */
export const newCommandId = (clock: () => Instant, now: Instant = clock()): string => {
  const tick = tickOf(clock)
  advance(tick, now)
  return `${tick.time}-7${hex(tick.count, 3)}-${randomUuid().slice(19)}`
}
