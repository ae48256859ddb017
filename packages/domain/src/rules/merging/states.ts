import { idOfStream } from '../../kernel/aggregate.js'
import { joined, type Writes, withOrigin } from '../../kernel/decision.js'
import type { StreamName } from '../../kernel/event.js'

/** States that were read, by the ids of their streams. */
export const byId = <State>(states: ReadonlyMap<StreamName, State>): readonly (readonly [id: string, State])[] =>
  Array.from(states, ([stream, state]) => [idOfStream(stream), state] as const)

/** The ids of streams. */
export const idsIn = (streams: readonly StreamName[]): readonly string[] => streams.map(idOfStream)

/** What several parts of a merge say, once per stream, marked as coming about by a merge. */
export const ofMerge = (writes: Writes): Writes => joined(writes).map((one) => withOrigin('merge', one))
