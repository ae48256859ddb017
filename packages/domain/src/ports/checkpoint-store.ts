import type { Position } from '../kernel/event.js'

/**
 * How far a subscription has come: the last event it handled. `eventId` tells whether a log is the one it was handled
 * in; `null`: it is not known, and the position is taken as it is.
 */
export type Checkpoint = { readonly position: Position; readonly eventId: string | null }

/**
 * Remembers how far a subscription has come, under its name. Both reject when they cannot do it now; they are asked
 * again later. Who keeps the checkpoint in the same transaction as what was made of the events, loses and repeats nothing.
 */
export type CheckpointStore = {
  /** What was saved last; `null` when there is nothing. */
  load(name: string): Promise<Checkpoint | null>
  /** Replaces what was saved. */
  save(name: string, checkpoint: Checkpoint): Promise<void>
}

/**
 * Lets one holder have a name at a time, whatever process it is in, and another one after it has died. Both reject when
 * they cannot tell now.
 */
export type LeaseStore = {
  /**
   * Takes or renews the lease of a name for so many milliseconds from now; `false` while somebody else holds it. The
   * holder renews it well before, and does nothing any more once the time is over.
   */
  hold(name: string, holder: string, milliseconds: number): Promise<boolean>
  /** Lets go, if it is the holder's. */
  release(name: string, holder: string): Promise<void>
}

/** Where a store keeps what subscriptions need; `leases` is `null` where it cannot let one holder have a name. */
export type SubscriptionStore = {
  readonly checkpoints: CheckpointStore
  readonly leases: LeaseStore | null
}
