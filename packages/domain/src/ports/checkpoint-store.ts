import type { Position } from '../kernel/event.js'

/**
 * Remembers how far a subscription has come, under its name. Both reject when they cannot do it now; they are asked
 * again later. Who keeps the position in the same transaction as what was made of the events, loses and repeats nothing.
 */
export type CheckpointStore = {
  /** The position saved last; `null` when there is none. */
  load(name: string): Promise<Position | null>
  /** Replaces the position. */
  save(name: string, position: Position): Promise<void>
}
