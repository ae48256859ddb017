import { idOfStream } from '../kernel/aggregate.js'
import type { StreamName } from '../kernel/event.js'

/** States that were read, by the ids of their streams. */
export const byId = <State>(states: ReadonlyMap<StreamName, State>): readonly (readonly [id: string, State])[] =>
  Array.from(states, ([stream, state]) => [idOfStream(stream), state] as const)

/** The ids of streams. */
export const idsIn = (streams: readonly StreamName[]): readonly string[] => streams.map(idOfStream)
