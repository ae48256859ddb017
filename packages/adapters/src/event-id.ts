import { hash, randomUUID } from 'node:crypto'
import type { Instant } from '@clientele/domain'

// A part of a bulk command has the id of the whole and a number behind a dot.
const uuidV7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}(\.\d+)*$/i

const variants = '89ab'

const variantOf = (digit: string): string => variants.charAt(Number.parseInt(digit, 16) & 3)

const uuidOf = (time: string, rest: string): string =>
  `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(0, 3)}-${variantOf(rest.charAt(3))}${rest.slice(4, 7)}-${rest.slice(7, 19)}`

const timeOf = (commandId: string, digest: string): string =>
  uuidV7.test(commandId) ? commandId.replace('-', '').slice(0, 12).toLowerCase() : digest.slice(20, 32)

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0')

/** `eventId` of one command for any ordinal, hashing once. */
export const eventIds = (commandId: string): ((ordinal: number) => string) => {
  const digest = hash('sha256', commandId, 'hex')
  const time = timeOf(commandId, digest)
  return (ordinal) => uuidOf(time, digest.slice(0, 11) + hex(ordinal, 8))
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

type Tick = { readonly milliseconds: number; readonly count: number }

const ticks = new WeakMap<() => Instant, Tick>()

const mostPerMillisecond = 0xfff

const tickAfter = (last: Tick, now: number): Tick => {
  if (now > last.milliseconds) return { milliseconds: now, count: 0 }
  if (last.count < mostPerMillisecond) return { ...last, count: last.count + 1 }
  return { milliseconds: last.milliseconds + 1, count: 0 }
}

const nextTick = (clock: () => Instant): Tick => {
  const tick = tickAfter(ticks.get(clock) ?? { milliseconds: -1, count: 0 }, Date.parse(clock()))
  ticks.set(clock, tick)
  return tick
}

// `randomUUID` keeps random bytes in store and is many times faster than `randomBytes`.
const randomDigits = (): string => {
  const random = randomUUID()
  return random.slice(0, 8) + random.slice(-12)
}

/** A new UUIDv7 of the clock's time; every one is greater than the one before from the same clock. */
export const newCommandId = (clock: () => Instant): string => {
  const { milliseconds, count } = nextTick(clock)
  return uuidOf(hex(milliseconds, 12), hex(count, 3) + randomDigits())
}
