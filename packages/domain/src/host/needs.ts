import { type Either, flatten, left, right } from 'fp-ts/lib/Either.js'
import { type Aggregate, categoryOf, type StreamOf } from '../kernel/aggregate.js'
import type { Lookup, MembershipIndex, Need, Needs } from '../kernel/decision.js'
import type { Occurred, StreamName } from '../kernel/event.js'
import { joinsAny } from '../kernel/joins.js'
import { tryHost } from './failures.js'
import type { ProposedChange } from './guards/proposed-change.js'
import { isUnawaited } from './host-error.js'

/** Tells what can be read in a register. */
export type Readable = {
  /** The aggregate of a category. */
  aggregateOf(category: string): Aggregate<unknown> | undefined
  /** Whether lookups in an index are supported. */
  hasIndex(index: MembershipIndex): boolean
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

const isLookup = (need: Need): need is Lookup => 'index' in need
const isList = (need: Need): need is readonly StreamOf<unknown>[] => Array.isArray(need)

const shownName = (name: unknown): string =>
  typeof name === 'string' && /^\w{1,60}$/.test(name) ? name : 'with another name'

/** Describes a stream that is folded by an aggregate other than the declared one. */
export const foldsItsOwnWay = (category: string): string =>
  `It folds streams of the category ${shownName(category)} in a way of its own.`

const problemOfStream = (stream: unknown, { aggregateOf }: Readable): string | null => {
  if (!isObject(stream) || !('name' in stream) || !('aggregate' in stream) || typeof stream.name !== 'string')
    return 'It reads something that is neither a stream, a list of streams nor a lookup.'
  const category = categoryOf(stream.name)
  const known = aggregateOf(category)
  if (known === undefined) return `It reads a stream of the category ${shownName(category)}, which is not declared.`
  return known === stream.aggregate ? null : foldsItsOwnWay(category)
}

const problemOfLookup = ({ index, keys }: Lookup, { hasIndex }: Readable): string | null => {
  if (!isObject(index) || !hasIndex(index))
    return `It looks up the index ${shownName(index?.name)}, which is not declared.`
  const areTexts = Array.isArray(keys) && keys.every((key) => typeof key === 'string')
  return areTexts ? null : `It looks up keys that are no texts in the index ${index.name}.`
}

const problemOfNeed = (need: Need, readable: Readable): string | null => {
  if (isObject(need) && isLookup(need)) return problemOfLookup(need, readable)
  const streams: readonly unknown[] = isObject(need) && isList(need) ? need : [need]
  for (const stream of streams) {
    const problem = problemOfStream(stream, readable)
    if (problem !== null) return problem
  }
  return null
}

const ignore = (): void => undefined

const problemOfNeeds = (needs: Needs, readable: Readable): string | null => {
  if (!isObject(needs) || isUnawaited(needs, ignore)) return 'Its reads are no object.'
  for (const need of Object.values(needs)) {
    const problem = problemOfNeed(need, readable)
    if (problem !== null) return problem
  }
  return null
}

// A change may name a key many times.
const withDistinctKeys = (needs: Needs): Needs =>
  Object.fromEntries(
    Object.entries(needs).map(([name, need]) => [
      name,
      isLookup(need) ? { index: need.index, keys: [...new Set(need.keys)] } : need,
    ]),
  )

/**
 * Returns the needs of a reading step of the host; a sentence if it throws or asks for something that cannot be read.
 */
export const needsOf = (step: () => Needs, readable: Readable): Either<string, Needs> =>
  flatten(
    tryHost(() => {
      const needs = step()
      const problem = problemOfNeeds(needs, readable)
      return problem === null ? right(withDistinctKeys(needs)) : left(problem)
    }),
  )

/** The names of the streams in needs. */
export const streamsIn = (needs: Needs): readonly StreamName[] =>
  Object.values(needs).flatMap((need) => {
    if (isLookup(need)) return []
    return isList(need) ? need.map(({ name }) => name) : [need.name]
  })

type EventsByStream = ReadonlyMap<StreamName, readonly Occurred[]>

const eventsByStream = ({ events, meta }: ProposedChange): EventsByStream => {
  const byStream = new Map<StreamName, Occurred[]>()
  for (const { stream, type, data } of events) {
    const own = byStream.get(stream) ?? []
    own.push({ type, data, occurrence: { at: meta.at } })
    byStream.set(stream, own)
  }
  return byStream
}

const foldAfter = ({ name, aggregate }: StreamOf<unknown>, state: unknown, events: EventsByStream): unknown => {
  const own = events.get(name)
  return own === undefined ? state : aggregate.fold(state, own)
}

const foldListAfter = (streams: readonly StreamOf<unknown>[], before: unknown, events: EventsByStream): unknown => {
  const after = new Map<unknown, unknown>(before instanceof Map ? before : [])
  for (const stream of streams)
    if (events.has(stream.name)) after.set(stream.name, foldAfter(stream, after.get(stream.name), events))
  return after
}

const lookupAfter = (lookup: Lookup, before: unknown, { events }: ProposedChange): readonly unknown[] => {
  const found = new Set<unknown>(Array.isArray(before) ? before : [])
  const isJoined = joinsAny(lookup)
  for (const event of events) if (isJoined(event)) found.add(event.stream)
  return [...found]
}

/** The answers to needs after a change: states with its events, and lookups with the streams that it adds. */
export const answersAfter = (
  needs: Needs,
  before: object,
  change: ProposedChange,
): { readonly [name: string]: unknown } => {
  const events = eventsByStream(change)
  const after = Object.entries(needs).map(([name, need]): [string, unknown] => {
    const answer: unknown = Reflect.get(before, name)
    if (isLookup(need)) return [name, lookupAfter(need, answer, change)]
    return [name, isList(need) ? foldListAfter(need, answer, events) : foldAfter(need, answer, events)]
  })
  return Object.fromEntries(after)
}
