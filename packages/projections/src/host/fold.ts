import {
  type HostErrorPlace,
  isUnawaited,
  type KnownEvent,
  type OnHostError,
  type RecordedEvent,
  telling,
} from '@clientele/domain'
import { isLeft, isRight } from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { freezeDeep } from '../data-structures/freeze-deep.js'
import { type BoundColumn, bindColumns } from './columns.js'
import type { OwnEvent, ProjectedEvent, ProjectionDefinition } from './definition.js'
import type { ProjectionReader } from './reader.js'
import { type ProjectionStopped, stoppedAt, stoppedError } from './stopped.js'

/** Any event of the log: decoded if its type is known, otherwise as recorded. */
export type LogEvent = KnownEvent | RecordedEvent

/** An encoded state under its key. */
export type EncodedEntry = readonly [key: string, state: unknown]

/** Captured states. `encoded` encodes them lazily and passes on errors thrown by the codec of the host. */
export type Captured = { readonly count: number; encoded(): Iterable<EncodedEntry> }

/** A running projection. */
export type Fold<State = unknown> = {
  readonly name: string
  readonly version: string
  readonly reader: ProjectionReader<State>
  readonly columns: readonly (readonly [name: string, BoundColumn])[]
  readonly stoppedBy: ProjectionStopped | null
  /**
   * Applies a frozen event completely or not at all; does nothing once stopped. Returns the failure if this event stops
   * the projection.
   */
  apply(event: LogEvent): ProjectionStopped | null
  /** Captures the states now; later events do not affect them. */
  capture(): Captured
  /** Replaces the states by decoded ones. Returns `false`, and replaces nothing, if one does not decode. */
  fill(entries: Iterable<EncodedEntry>): boolean
  /** Whether the initial state is plain data and survives encoding and decoding. */
  isSound(): boolean
}

const singleKey: readonly string[] = ['']

const areTexts = (keys: readonly unknown[]): boolean => keys.every((key) => typeof key === 'string')

const keysIn = (keys: string | readonly string[] | null): readonly string[] => {
  if (typeof keys === 'string') return [keys]
  if (keys === null) return []
  if (!Array.isArray(keys) || !areTexts(keys)) throw new TypeError('`keysOf` gives a text, a list of texts or null.')
  return keys.length < 2 ? keys : [...new Set(keys)]
}

/** Creates a function that decodes events of the host's own types. It throws if one does not decode. */
const createEventReader = <State, Own extends OwnEvent>({ events = [] }: ProjectionDefinition<State, Own>) => {
  const codecs = new Map(events.map(({ type, codec }) => [type, codec]))
  return (event: LogEvent): ProjectedEvent<Own> => {
    const decoded = codecs.get(event.type)?.decode(event.data)
    if (decoded === undefined) return event as ProjectedEvent<Own>
    if (isLeft(decoded)) throw Object.assign(new Error(), { name: 'EventUnreadable' })
    return Object.freeze({ ...event, data: decoded.right }) as ProjectedEvent<Own>
  }
}

type States<State> = Map<string, State>

type StateCodec<State> = Pick<t.Type<State, unknown, unknown>, 'encode' | 'decode'>

type Next<State> = { readonly key: string; readonly state: State }

type Rules<State, Own extends OwnEvent> = Pick<ProjectionDefinition<State, Own>, 'initial' | 'keysOf' | 'apply'>

/** Computes all new states before any is replaced, so that an event is applied completely or not at all. */
const statesAfter = <State, Own extends OwnEvent>(
  { initial, keysOf, apply }: Rules<State, Own>,
  states: States<State>,
  event: ProjectedEvent<Own>,
): readonly Next<State>[] => {
  const keys = keysOf === undefined ? singleKey : keysIn(keysOf(event))
  return keys.flatMap((key) => {
    const before = states.get(key) ?? initial
    const state = apply(before, event, key)
    if (state === before) return []
    if (state === undefined) throw new TypeError('A state is no `undefined`.')
    freezeDeep(state, before)
    return { key, state }
  })
}

const decodeStates = <State>(codec: StateCodec<State>, entries: Iterable<EncodedEntry>): States<State> | null => {
  const states: States<State> = new Map()
  try {
    for (const [key, state] of entries) {
      const decoded = codec.decode(state)
      if (isLeft(decoded)) return null
      freezeDeep(decoded.right)
      states.set(key, decoded.right)
    }
    return states
  } catch {
    // The host's codec threw, or a decoded state is no plain data.
    return null
  }
}

/** The states of a fold, and the failure that stopped it. */
type FoldState<State> = { states: States<State>; stopped: ProjectionStopped | null }

const createReader = <State>(
  { version, initial }: Pick<ProjectionDefinition<State>, 'version' | 'initial'>,
  fold: FoldState<State>,
): ProjectionReader<State> => {
  const current = (): States<State> => {
    if (fold.stopped !== null) throw stoppedError(fold.stopped)
    return fold.states
  }
  return Object.freeze({
    version: String(version),
    get stoppedBy() {
      return fold.stopped
    },
    get size() {
      return current().size
    },
    get: (key = '') => current().get(key) ?? initial,
    has: (key: string) => current().has(key),
    entries: function* () {
      for (const [key, state] of current()) yield [key, state] as const
    },
  })
}

const capture = <State>(codec: StateCodec<State>, { states }: FoldState<State>): Captured => {
  const entries = [...states]
  return {
    count: entries.length,
    encoded: function* () {
      for (const [key, state] of entries) yield [key, codec.encode(state)]
    },
  }
}

const storeStates = <State>({ states }: FoldState<State>, initial: State, next: readonly Next<State>[]): void => {
  for (const { key, state } of next) {
    if (state === initial) states.delete(key)
    else states.set(key, state)
  }
}

const isSound = <State>(codec: StateCodec<State>, initial: State): boolean => {
  try {
    freezeDeep(initial)
    return isRight(codec.decode(JSON.parse(JSON.stringify(codec.encode(initial)))))
  } catch {
    return false
  }
}

/**
 * Wraps a codec of the host to report errors; a throwing codec makes snapshots useless but does not stop the
 * projection.
 */
const reportingCodec = <State>(
  codec: t.Type<State, unknown, unknown>,
  onHostError: OnHostError,
  where: HostErrorPlace,
): StateCodec<State> => ({
  encode: telling((state: State) => codec.encode(state), onHostError, where),
  decode: telling((value: unknown) => codec.decode(value), onHostError, where),
})

/** Creates an empty fold; errors thrown by functions of the host are reported to `onHostError`. */
export const createFold = <State, Own extends OwnEvent>(
  name: string,
  definition: ProjectionDefinition<State, Own>,
  onHostError: OnHostError,
): Fold<State> => {
  const fold: FoldState<State> = { states: new Map(), stopped: null }
  const where = { kind: 'projection', name } as const
  const codec = reportingCodec(definition.codec, onHostError, where)
  const { initial } = definition
  const { keysOf, apply } = definition
  const report = (error: unknown): void => onHostError(error, where)
  const atOnce = <A>(returned: A): A => {
    if (isUnawaited(returned, report)) throw new TypeError('It returned a promise, and must be done when it returns.')
    return returned
  }
  const rules: Rules<State, Own> = {
    initial,
    apply: (...given) => atOnce(apply(...given)),
    ...(keysOf && { keysOf: (event) => atOnce(keysOf(event)) }),
  }
  const read = createEventReader(definition)
  const reader = createReader(definition, fold)
  return {
    name,
    version: String(definition.version),
    reader,
    columns: bindColumns(definition.columns, reader, onHostError),
    get stoppedBy() {
      return fold.stopped
    },
    apply: (event) => {
      if (fold.stopped !== null) return null
      try {
        storeStates(fold, initial, statesAfter(rules, fold.states, read(event)))
      } catch (error) {
        onHostError(error, where)
        fold.stopped = Object.freeze(stoppedAt(name, event, error))
      }
      return fold.stopped
    },
    capture: () => capture(codec, fold),
    fill: (entries) => {
      const states = decodeStates(codec, entries)
      if (states !== null) Object.assign(fold, { states, stopped: null })
      return states !== null
    },
    isSound: () => isSound(codec, initial),
  }
}
