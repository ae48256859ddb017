import type { KnownEvent, Message, RecordedEvent } from '@clientele/domain'
import type * as t from 'io-ts'
import type { HostColumn } from './columns.js'
import type { ProjectionReader } from './reader.js'

/** An event type of the host, and how its data is decoded: what `event(...)` of the domain makes. */
export type OwnEvent<T extends string = string> = { readonly type: T; readonly codec: t.Mixed }

type Place = Omit<RecordedEvent, 'type' | 'data'>

type Recorded<E> = E extends OwnEvent<infer T> ? Message<T, t.TypeOf<E['codec']>> & Place : never

/**
 * An event as a projection receives it: of a type of the catalogue, upcast to the newest version; or of a type listed in
 * `events`, decoded. Events of other types come too, as they were recorded. Frozen.
 */
export type ProjectedEvent<Own extends OwnEvent = never> = KnownEvent | Recorded<Own>

/** A projection of the host: how its states are folded from the events of the log, and kept in snapshots. */
export type ProjectionDefinition<State, Own extends OwnEvent = never> = {
  /** Raise it whenever `apply`, `keysOf` or the codec changes what the states are: snapshots of others are not read. */
  readonly version: number | string
  /** The state of a key before the first event. Plain data; it is frozen. */
  readonly initial: State
  /**
   * The state of a key after an event: a new value, or `state` itself where nothing changes; `initial` drops the key.
   * Plain data (objects, arrays, texts, numbers, booleans, `null`), which is frozen. Pure: the same events give the same
   * states. A function that throws stops the projection.
   */
  readonly apply: (state: State, event: ProjectedEvent<Own>, key: string) => State
  /**
   * The keys whose states an event changes, such as the id of a customer; `null` for none. Without it the projection has
   * one state, under the key `''`. States should stay small: an event costs as much as the states it makes.
   */
  readonly keysOf?: (event: ProjectedEvent<Own>) => string | readonly string[] | null
  /** Writes a state into a snapshot as JSON, and reads it back. */
  readonly codec: t.Type<State, unknown, unknown>
  /** Columns for the customer list, its reports and exports, by names that no other column has. */
  readonly columns?: { readonly [name: string]: HostColumn<ProjectionReader<State>> }
  /** The host's own event types, to be decoded before they are applied. */
  readonly events?: readonly Own[]
}
