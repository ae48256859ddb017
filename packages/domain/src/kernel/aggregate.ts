import { type Draft, enableMapSet, Immer } from 'immer'
import type { Occurred, Occurrence, StreamName } from './event.js'
import { type Rows, rowFor } from './match.js'
import type { Message } from './message.js'
import { isPlain } from './values/record.js'

enableMapSet()

// A fold shares what it leaves as it was with the state it began from, and that may be somebody's to advance.
const { produce } = new Immer({ autoFreeze: false })

/** What an event does to a state; it changes the draft in place. */
export type Change<State> = (draft: Draft<State>) => void

/** How the events of one kind of stream are remembered. */
export type Aggregate<State> = {
  readonly category: string
  readonly initial: State
  /** The types of the events it folds. */
  readonly folds: readonly string[]
  /**
   * Folds events onto a state, which stays as it is: one draft for the whole fold, types it does not know are passed
   * over. The answer shares parts with the state: it holds until that is advanced.
   */
  fold(state: State, events: readonly Occurred[]): State
  /** A state before the first event that is nobody else's: `advance` may change it. */
  begin(): State
  /** Folds events into a state from `begin`, in place: who keeps many states keeps each of them up without a copy. */
  advance(state: State, events: readonly Occurred[]): void
}

/** One stream and how to fold it. */
export type StreamOf<State> = { readonly name: StreamName; readonly aggregate: Aggregate<State> }

/** `evolve`: one row per event type, data and occurrence in, change out. */
export type Evolve<E extends Message, State> = Rows<E, readonly [Occurrence], Change<State>>

// What is neither plain nor a collection is a grow-only map: every version of it is a value.
const copied = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(copied)
  if (value instanceof Map) return new Map([...value].map(([key, one]) => [key, copied(one)]))
  if (value instanceof Set) return new Set(value)
  if (!isPlain(value)) return value
  return Object.fromEntries(Object.entries(value).map(([field, one]) => [field, copied(one)]))
}

const foldInto = <State>(evolve: object, state: Draft<State>, events: readonly Occurred[]): void => {
  for (const { type, data, occurrence } of events) rowFor<Change<State>>(evolve, type)?.(data, occurrence)(state)
}

/** An aggregate by its category, its state before the first event, and a row per event type. */
export const aggregate = <E extends Message, State>(
  category: string,
  initial: State,
  evolve: Evolve<E, State>,
): Aggregate<State> => ({
  category,
  initial,
  folds: Object.keys(evolve),
  fold: (state, events) => produce(state, (draft) => foldInto(evolve, draft, events)),
  begin: () => copied(initial) as State,
  advance: (state, events) => foldInto(evolve, state as Draft<State>, events),
})

/** The stream of one member of a category, `customer-acme`. */
export const streamOf =
  <State>(of: Aggregate<State>) =>
  (id: string): StreamOf<State> => ({ name: `${of.category}-${id}`, aggregate: of })

/** The one stream of a catalogue, `customerGroups`. */
export const catalogueOf = <State>(of: Aggregate<State>): StreamOf<State> => ({ name: of.category, aggregate: of })

/** The category of a stream: what stands before the first `-`. */
export const categoryOf = (stream: StreamName): string => {
  const dash = stream.indexOf('-')
  return dash === -1 ? stream : stream.slice(0, dash)
}

/** The id within the category: what stands after the first `-`; empty for a catalogue stream. */
export const idOfStream = (stream: StreamName): string => {
  const dash = stream.indexOf('-')
  return dash === -1 ? '' : stream.slice(dash + 1)
}

/** The stream that has a name, by how one is made from an id. */
export const streamNamed =
  <State>(streamFor: (id: string) => StreamOf<State>) =>
  (name: StreamName): StreamOf<State> =>
    streamFor(idOfStream(name))

/** What events do to one part of a state, as pure functions that states and the register can share. */
export type Changes<E extends Message, Part> = Rows<E, readonly [Occurrence], (part: Part) => Part>

/** The rows of an `evolve` that change one part of a state as a table of changes says. */
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
