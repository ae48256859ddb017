import type { KnownEvent, StoreCapabilities } from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import { createModel, isBulk, type ModelOptions } from '../model/index.js'
import type { Executed } from './register.js'

/** A command with when it was given and answered, on one clock that counts. */
export type TimedCommand = Executed & { readonly began: number; readonly ended: number }

const facts = ({ stream, type, data }: KnownEvent): string => JSON.stringify([stream, type, data])

const idsOf = ({ receipt }: Executed): readonly string[] => (receipt?.events ?? []).map(({ position }) => position)

/** A log, and where in it each position is. */
type Log = {
  readonly events: readonly KnownEvent[]
  readonly places: ReadonlyMap<string, number>
  readonly options: ModelOptions
}

const placesOf = (one: Executed, { places }: Log): readonly number[] =>
  idsOf(one).map((position) => places.get(position) ?? Number.NaN)

/** What the domain alone answers when so much of the log has happened. */
const answerAt = (place: number, one: Executed, { events, options }: Log): string => {
  const { events: made, refusals } = createModel(events.slice(0, place), options).execute(one.command, one.meta)
  return JSON.stringify(refusals.length > 0 ? refusals : made.map(facts))
}

const toldOf = (one: Executed, log: Log): string => {
  const { outcome } = one
  if (isLeft(outcome)) return JSON.stringify([outcome.left])
  return JSON.stringify(
    placesOf(one, log)
      .map((place) => log.events[place])
      .map((event) => (event === undefined ? '' : facts(event))),
  )
}

/** The first place from `least` on where what the client was told is the answer; `null` when there is none. */
const placeFor = (one: Executed, least: number, most: number, log: Log): number | null => {
  const told = toldOf(one, log)
  for (let place = least; place <= most; place += 1) if (answerAt(place, one, log) === told) return place
  return null
}

/** Where a command took effect: what came before the first place was so for it, what began later sees the second. */
type Effect = readonly [from: number, to: number]

const effectOf = (one: TimedCommand, least: number, { log, checksReads }: Order): Effect | null => {
  const places = placesOf(one, log)
  if (places.length === 0 && isBulk(one.command)) return [least, least]
  if (places.length === 0) {
    const place = placeFor(one, least, log.events.length, log)
    return place === null ? null : [place, place]
  }
  const [from, to] = [Math.min(...places), Math.max(...places) + 1]
  const earliest = checksReads === 'exact' ? from : least
  return from >= least && (isBulk(one.command) || placeFor(one, earliest, from, log) !== null) ? [from, to] : null
}

/** What a store promises of its order. */
type Promised = Pick<StoreCapabilities, 'checksReads' | 'atomicAcrossStreams'>

type Order = { readonly log: Log; readonly checksReads: Promised['checksReads'] }

// Others may come between the writes of one command, where a store declares it.
const mayBeOvertaken = ({ receipt }: Executed, { atomicAcrossStreams }: Promised): boolean =>
  !atomicAcrossStreams && new Set(receipt?.events.map(({ stream }) => stream)).size > 1

/** Whether somebody wrote to a stream of a command after its first write and before its own there. */
const wasOvertaken = (one: Executed, log: Log): boolean => {
  const own = new Set(placesOf(one, log))
  const first = Math.min(...own)
  const isOther = (place: number, stream: string): boolean => !own.has(place) && log.events[place]?.stream === stream
  return [...own].some((last) => {
    const stream = log.events[last]?.stream ?? ''
    return log.events.slice(first, last).some((_, index) => isOther(first + index, stream))
  })
}

/**
 * What does not fit against what the store promises, and the log as far as nobody came between the writes of a command
 * so that they do not fit, which is what a store may declare: there every rule holds.
 */
export type Misfits = { readonly broken: readonly string[]; readonly sound: readonly KnownEvent[] }

// No command is cut in two.
const whole = (events: readonly KnownEvent[], until: number): readonly KnownEvent[] => {
  const behind = new Set(events.slice(until).map(({ metadata }) => metadata.commandId))
  const cut = events.findIndex(({ metadata }) => behind.has(metadata.commandId))
  return cut < 0 || cut >= until ? events.slice(0, until) : whole(events, cut)
}

/**
 * The commands whose answers fit no one order: that of the log, with every command at a place behind all that were
 * answered before it was given. None, when the clients together could have been one.
 */
export const outOfOrder = (
  executed: readonly TimedCommand[],
  events: readonly KnownEvent[],
  promised: Promised,
  options: ModelOptions = {},
): Misfits => {
  const places = new Map(events.map(({ position }, index) => [position, index]))
  const order: Order = { log: { events, places, options }, checksReads: promised.checksReads }
  const effects: { readonly ended: number; readonly to: number }[] = []
  const broken: string[] = []
  let until = events.length
  for (const one of [...executed].sort((a, b) => a.began - b.began)) {
    const least = Math.max(0, ...effects.filter(({ ended }) => ended < one.began).map(({ to }) => to))
    const effect = effectOf(one, least, order)
    effects.push({ ended: one.ended, to: effect?.[1] ?? least })
    const isLoose = mayBeOvertaken(one, promised)
    if (effect !== null && !(isLoose && wasOvertaken(one, order.log))) continue
    if (isLoose) until = Math.min(until, ...placesOf(one, order.log))
    else broken.push(`${one.command.type}: ${toldOf(one, order.log)} is not so from event ${least} on`)
  }
  return { broken, sound: whole(events, until) }
}
