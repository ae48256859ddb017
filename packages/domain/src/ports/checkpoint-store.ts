import type { Position } from '../kernel/event.js'

/**
 * The progress of a subscription: the last event it handled. `eventId` identifies the log; if it is `null`, only the
 * position is used.
 */
export type Checkpoint = { readonly position: Position; readonly eventId: string | null }

/**
 * Stores the checkpoints of subscriptions by name. Both methods reject if they fail now; they are called again later. A
 * host that saves the checkpoint in the transaction of its handler handles every event exactly once.
 */
export type CheckpointStore = {
  /** Returns the last saved checkpoint; `null` if there is none. */
  load(name: string): Promise<Checkpoint | null>
  /** Replaces the saved checkpoint. */
  save(name: string, checkpoint: Checkpoint): Promise<void>
}

/**
 * Grants the lease of a name to one holder at a time, across processes, and to another after the holder has died. Both
 * methods reject if they cannot answer now.
 */
export type LeaseStore = {
  /**
   * Takes or renews the lease of a name for some milliseconds from now; `false` while another holder has it. A holder
   * renews it in time, and stops working when it runs out.
   */
  hold(name: string, holder: string, milliseconds: number): Promise<boolean>
  /** Releases the lease, if the holder has it. */
  release(name: string, holder: string): Promise<void>
}

/** Checkpoints and leases of subscriptions; `leases` is `null` in a store that cannot grant them. */
export type SubscriptionStore = {
  readonly checkpoints: CheckpointStore
  readonly leases: LeaseStore | null
}
