import { ignoreHostErrors, type OnHostError } from '@clientele/domain'
import type { OwnEvent, ProjectionDefinition } from './definition.js'
import { createFold, type Fold } from './fold.js'
import { problemOfProjection, refuseNoDefinition } from './malformed.js'
import type { ProjectionReader } from './reader.js'

/** A projection to open a register with, created by `projection`. */
export type Projection<State = unknown> = {
  readonly version: string
  /** What is wrong with its definition, in a sentence about a path; `null` if nothing is. */
  readonly problemAt: (path: string) => string | null
  /** Creates an empty fold under a name; errors thrown by its functions are reported to `onHostError`. */
  readonly begin: (name: string, onHostError?: OnHostError) => Fold<State>
}

/** The projections of a host by name. */
export type ProjectionsByName = { readonly [name: string]: Projection }

/** The state of a projection. */
export type StateOf<P> = P extends Projection<infer State> ? State : never

/** The readers of the projections of a host, by name. */
export type ProjectionReaders<P extends ProjectionsByName> = {
  readonly [K in keyof P]: ProjectionReader<StateOf<P[K]>>
}

/**
 * Defines a projection of the host: states by key, folded from every event of the log in the same step as the views.
 * Throws an `Error` that carries `MalformedOptions` for a definition that is no object; other faults of it are refused
 * when a register is opened with it.
 *
 * @example
 * const orders = projection({
 *   version: 1,
 *   initial: { count: 0 },
 *   keysOf: (event) => (event.type === 'SalesOrderRecorded' ? event.data.customerId : null),
 *   apply: ({ count }) => ({ count: count + 1 }),
 *   codec: t.type({ count: t.number }),
 * })
 */
export const projection = <State, Own extends OwnEvent = never>(
  definition: ProjectionDefinition<State, Own>,
): Projection<State> => {
  refuseNoDefinition(definition)
  return {
    version: String(definition.version),
    problemAt: (path) => problemOfProjection(path, definition),
    begin: (name, onHostError = ignoreHostErrors) => createFold(name, definition, onHostError),
  }
}
