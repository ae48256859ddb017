import { idOfStream } from '../../kernel/aggregate.js'
import { joinWrites, type Writes, withOrigin } from '../../kernel/decision.js'
import type { StreamName } from '../../kernel/event.js'

/** Returns states by the ids of their streams. */
export const byId = <State>(states: ReadonlyMap<StreamName, State>): readonly (readonly [id: string, State])[] =>
  Array.from(states, ([stream, state]) => [idOfStream(stream), state] as const)

/** Returns the ids of streams. */
export const idsIn = (streams: readonly StreamName[]): readonly string[] => streams.map(idOfStream)

/** Joins the writes of a merge per stream, and marks their origin. */
export const markAsMerge = (writes: Writes): Writes => joinWrites(writes).map((one) => withOrigin('merge', one))
