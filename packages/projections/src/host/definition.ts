import type { KnownEvent, Message, RecordedEvent } from '@clientele/domain'
import type * as t from 'io-ts'
import type { HostColumn } from './columns.js'
import type { ProjectionReader } from './reader.js'

/** An event type of the host and the codec of its data, as created by `event(...)` of the domain. */
export type OwnEvent<T extends string = string> = { readonly type: T; readonly codec: t.Mixed }

type Place = Omit<RecordedEvent, 'type' | 'data'>

type Recorded<E> = E extends OwnEvent<infer T> ? Message<T, t.TypeOf<E['codec']>> & Place : never

/**
 * An event as a projection receives it. Events of the catalogue are upcast to the newest version, events of types
 * listed in `events` are decoded, events of other types are passed as recorded. Frozen.
 */
export type ProjectedEvent<Own extends OwnEvent = never> = KnownEvent | Recorded<Own>

/** A projection of the host: how states are folded from the events of the log, and stored in snapshots. */
export type ProjectionDefinition<State, Own extends OwnEvent = never> = {
  /**
   * Increase it when a change of `apply`, `keysOf` or the codec changes the states: snapshots with another version are
   * ignored.
   */
  readonly version: number | string
  /** The state of a key before its first event. Plain data; frozen. */
  readonly initial: State
  /**
   * Returns the state of a key after an event: a new value, or `state` itself if nothing changes; returning `initial`
   * drops the key. Plain data (objects, arrays, texts, numbers, booleans, `null`), which is frozen. Must be pure: the
   * same events give the same states. If it throws, the projection stops.
   */
  readonly apply: (state: State, event: ProjectedEvent<Own>, key: string) => State
  /**
   * The keys whose states an event changes, such as the id of a customer; `null` for none. Without `keysOf` the
   * projection has one state, under the key `''`. Keep states small: the cost of an event grows with the size of the
   * states it changes.
   */
  readonly keysOf?: ((event: ProjectedEvent<Own>) => string | readonly string[] | null) | undefined
  /** Encodes a state as JSON for snapshots, and decodes it. */
  readonly codec: t.Type<State, unknown, unknown>
  /** Columns for the customer list, its reports and exports, by unique name. */
  readonly columns?: { readonly [name: string]: HostColumn<ProjectionReader<State>> } | undefined
  /** The host's own event types, decoded before they are applied. */
  readonly events?: readonly Own[] | undefined
}
