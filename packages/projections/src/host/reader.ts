import type { ProjectionStopped } from './stopped.js'

/**
 * The states of a projection, as `crm.projections.NAME` shows them. Frozen values: what a reader gets, nobody changes.
 * Reading a projection that has stopped throws an `Error` named `ProjectionStopped`, which carries the failure.
 */
export type ProjectionReader<State> = {
  readonly version: string
  /** Why the projection does not go on; `null` as long as it does. */
  readonly stoppedBy: ProjectionStopped | null
  /** How many keys have a state. */
  readonly size: number
  /** The state of a key; `initial` where no event has changed it. Without a key that of `''`. */
  get(key?: string): State
  has(key: string): boolean
  /** All keys with their states, in the order in which they came. */
  entries(): Iterable<readonly [key: string, state: State]>
}
