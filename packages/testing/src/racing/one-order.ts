import type { KnownEvent, StoreCapabilities } from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import { createModel, isBulk, type ModelOptions } from '../model/index.js'
import type { Executed } from './register.js'

/** A command with the ticks of a shared counter at which it was sent (`began`) and answered (`ended`). */
export type TimedCommand = Executed & { readonly began: number; readonly ended: number }

const facts = ({ stream, type, data }: KnownEvent): string => JSON.stringify([stream, type, data])

const idsOf = ({ receipt }: Executed): readonly string[] => (receipt?.events ?? []).map(({ position }) => position)

/** A log, with the index of each position in it. */
type Log = {
  readonly events: readonly KnownEvent[]
  readonly places: ReadonlyMap<string, number>
  readonly options: ModelOptions
}

const placesOf = (one: Executed, { places }: Log): readonly number[] =>
  idsOf(one).map((position) => places.get(position) ?? Number.NaN)

/** Returns the answer of the pure decision after the first `place` events of the log. */
const answerAt = (place: number, one: Executed, { events, options }: Log): string => {
  const { events: appended, refusals } = createModel(events.slice(0, place), options).execute(one.command, one.meta)
  return JSON.stringify(refusals.length > 0 ? refusals : appended.map(facts))
}

const answerTo = (one: Executed, log: Log): string => {
  const { outcome } = one
  if (isLeft(outcome)) return JSON.stringify([outcome.left])
  return JSON.stringify(
    placesOf(one, log)
      .map((place) => log.events[place])
      .map((event) => (event === undefined ? '' : facts(event))),
  )
}

/** Finds the first place from `least` to `most` at which the client's answer is right; `null` if there is none. */
const placeFor = (one: Executed, least: number, most: number, log: Log): number | null => {
  const expected = answerTo(one, log)
  for (let place = least; place <= most; place += 1) if (answerAt(place, one, log) === expected) return place
  return null
}

/** Where a command took effect in the log: it was decided at `from`; commands that began later are decided at `to` or after. */
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

/** What a store guarantees about the order of commands. */
type Guarantees = Pick<StoreCapabilities, 'checksReads' | 'atomicAcrossStreams'>

type Order = { readonly log: Log; readonly checksReads: Guarantees['checksReads'] }

// In a store without atomic appends across streams, other commands may write between the writes of one command.
const isInterleavable = ({ receipt }: Executed, { atomicAcrossStreams }: Guarantees): boolean =>
  !atomicAcrossStreams && new Set(receipt?.events.map(({ stream }) => stream)).size > 1

/** Whether another command wrote to a stream of this command between its first write and its write to that stream. */
const wasInterleaved = (one: Executed, log: Log): boolean => {
  const own = new Set(placesOf(one, log))
  const first = Math.min(...own)
  const isOther = (place: number, stream: string): boolean => !own.has(place) && log.events[place]?.stream === stream
  return [...own].some((last) => {
    const stream = log.events[last]?.stream ?? ''
    return log.events.slice(first, last).some((_, index) => isOther(first + index, stream))
  })
}

/**
 * `broken` describes the answers that contradict the guarantees of the store. `sound` is the log before the first command
 * that others interleaved with, as the store permits: invariants hold for this part.
 */
export type Misfits = { readonly broken: readonly string[]; readonly sound: readonly KnownEvent[] }

// Shortens the log further until it has either all or none of the events of each command.
const withWholeCommands = (events: readonly KnownEvent[], until: number): readonly KnownEvent[] => {
  const behind = new Set(events.slice(until).map(({ metadata }) => metadata.commandId))
  const cut = events.findIndex(({ metadata }) => behind.has(metadata.commandId))
  return cut < 0 || cut >= until ? events.slice(0, until) : withWholeCommands(events, cut)
}

/**
 * Checks that the answers are linearizable: every answer is right at some place of the log, after all commands that were
 * answered before this one was sent. Describes the commands for which there is no such place.
 */
export const outOfOrder = (
  executed: readonly TimedCommand[],
  events: readonly KnownEvent[],
  guarantees: Guarantees,
  options: ModelOptions = {},
): Misfits => {
  const places = new Map(events.map(({ position }, index) => [position, index]))
  const order: Order = { log: { events, places, options }, checksReads: guarantees.checksReads }
  const effects: { readonly ended: number; readonly to: number }[] = []
  const broken: string[] = []
  let until = events.length
  for (const one of [...executed].sort((a, b) => a.began - b.began)) {
    const least = Math.max(0, ...effects.filter(({ ended }) => ended < one.began).map(({ to }) => to))
    const effect = effectOf(one, least, order)
    effects.push({ ended: one.ended, to: effect?.[1] ?? least })
    const mayInterleave = isInterleavable(one, guarantees)
    if (effect !== null && !(mayInterleave && wasInterleaved(one, order.log))) continue
    if (mayInterleave) until = Math.min(until, ...placesOf(one, order.log))
    else broken.push(`${one.command.type}: ${answerTo(one, order.log)} is not so from event ${least} on`)
  }
  return { broken, sound: withWholeCommands(events, until) }
}
