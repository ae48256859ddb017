import { type Draft, enableMapSet, Immer } from 'immer'
import type { Occurred, Occurrence, StreamName } from './event.js'
import { type Rows, rowFor } from './match.js'
import type { Message } from './message.js'
import { isPlain } from './values/record.js'

enableMapSet()

// Does not freeze: a folded state shares parts with the previous state, which its owner may `advance` in place.
const { produce } = new Immer({ autoFreeze: false })

/** Applies an event to a state: changes the draft in place. */
export type Change<State> = (draft: Draft<State>) => void

/** Folds the events of one kind of stream into a state. */
export type Aggregate<State> = {
  readonly category: string
  readonly initial: State
  /** The types of the events it folds. */
  readonly folds: readonly string[]
  /**
   * Folds events onto a state and returns a new one; `state` does not change. Skips event types without a row. The
   * result shares parts with `state` and is valid until that is advanced.
   */
  fold(state: State, events: readonly Occurred[]): State
  /** Creates a state before the first event, which `advance` may change. */
  begin(): State
  /** Folds events into a state from `begin` in place: keeping many states up to date takes no copy. */
  advance(state: State, events: readonly Occurred[]): void
}

/** One stream and how to fold it. */
export type StreamOf<State> = { readonly name: StreamName; readonly aggregate: Aggregate<State> }

/** The `evolve` table: per event type, a function from data and occurrence to a change of the state. */
export type Evolve<E extends Message, State> = Rows<E, readonly [Occurrence], Change<State>>

// A value that is neither plain nor a collection is a grow-only map, which is immutable.
const copyValue = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(copyValue)
  if (value instanceof Map) return new Map([...value].map(([key, one]) => [key, copyValue(one)]))
  if (value instanceof Set) return new Set(value)
  if (!isPlain(value)) return value
  return Object.fromEntries(Object.entries(value).map(([field, one]) => [field, copyValue(one)]))
}

const foldInto = <State>(evolve: object, state: Draft<State>, events: readonly Occurred[]): void => {
  for (const { type, data, occurrence } of events) rowFor<Change<State>>(evolve, type)?.(data, occurrence)(state)
}

/** Defines an aggregate by its category, its state before the first event, and a row per event type. */
export const aggregate = <E extends Message, State>(
  category: string,
  initial: State,
  evolve: Evolve<E, State>,
): Aggregate<State> => ({
  category,
  initial,
  folds: Object.keys(evolve),
  fold: (state, events) => produce(state, (draft) => foldInto(evolve, draft, events)),
  begin: () => copyValue(initial) as State,
  advance: (state, events) => foldInto(evolve, state as Draft<State>, events),
})

/** Returns the stream of one member of a category: `customer-acme`. */
export const streamOf =
  <State>(of: Aggregate<State>) =>
  (id: string): StreamOf<State> => ({ name: `${of.category}-${id}`, aggregate: of })

/** Returns the one stream of a catalogue: `customerGroups`. */
export const catalogueOf = <State>(of: Aggregate<State>): StreamOf<State> => ({ name: of.category, aggregate: of })

/** Returns the category of a stream: the part of its name before the first `-`. */
export const categoryOf = (stream: StreamName): string => {
  const dash = stream.indexOf('-')
  return dash === -1 ? stream : stream.slice(0, dash)
}

/** Returns the id of a stream within its category: the part after the first `-`; empty for a catalogue stream. */
export const idOfStream = (stream: StreamName): string => {
  const dash = stream.indexOf('-')
  return dash === -1 ? '' : stream.slice(dash + 1)
}

/** Turns a function from id to stream into a function from stream name to stream. */
export const streamByName =
  <State>(streamFor: (id: string) => StreamOf<State>) =>
  (name: StreamName): StreamOf<State> =>
    streamFor(idOfStream(name))

/** How events change one part of a state, as pure functions; the register may use them too. */
export type Changes<E extends Message, Part> = Rows<E, readonly [Occurrence], (part: Part) => Part>

/** Creates `evolve` rows from a table of changes to one part of a state. */
export const evolvePart = <E extends Message, Field extends string, Part>(
  field: Field,
  changes: Changes<E, Part>,
): Evolve<E, { readonly [K in Field]: Part }> => {
  const row = (type: string) => (data: unknown, occurrence: Occurrence) => (state: { [field: string]: Part }) => {
    const change = rowFor<(part: Part) => Part>(changes, type)?.(data, occurrence)
    const part = state[field]
    if (change !== undefined && part !== undefined) state[field] = change(part)
  }
  const rows: object = Object.fromEntries(Object.keys(changes).map((type) => [type, row(type)]))
  return rows as Evolve<E, { readonly [K in Field]: Part }>
}
