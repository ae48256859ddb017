import type { ProjectionStopped } from './stopped.js'

/**
 * The states of a projection: `crm.projections.NAME`. Values are frozen. Reading a stopped projection throws an `Error`
 * named `ProjectionStopped`, which carries the failure.
 */
export type ProjectionReader<State> = {
  readonly version: string
  /** Why the projection has stopped; `null` if it is running. */
  readonly stoppedBy: ProjectionStopped | null
  /** The number of keys with a state. */
  readonly size: number
  /** The state of a key, by default of `''`; `initial` if no event has changed it. */
  get(key?: string): State
  has(key: string): boolean
  /** All keys with their states, in the order of their creation. */
  entries(): Iterable<readonly [key: string, state: State]>
}
