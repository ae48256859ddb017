import type { EventStore } from '@clientele/domain'
import type { CloseOptions } from '../clientele.js'
import type { Follower } from '../runtime/follower.js'
import { drainOf, type RunningCalls } from '../runtime/running-calls.js'
import type { SnapshotScheduler } from '../runtime/snapshots/scheduler.js'
import type { Subscriptions } from '../runtime/subscriptions/subscriptions.js'
import { atMost } from '../timing/at-most.js'

/** The parts of an open register that must be closed. */
export type OpenRegister = {
  /** Functions that stop background work. */
  readonly background: readonly (() => void)[]
  readonly underWay: RunningCalls
  readonly subscriptions: Subscriptions
  readonly snapshotScheduler: SnapshotScheduler
  readonly store: EventStore
  readonly follower: Follower
}

/** Closes a register: first waits for running calls, then closes the store and the follower. */
export const closeRegister = async (open: OpenRegister, given?: CloseOptions): Promise<void> => {
  const drain = drainOf(given)
  for (const stop of open.background) stop()
  await atMost(drain, Promise.all([open.underWay.drained(), open.subscriptions.close(drain)]))
  await atMost(
    drain,
    open.snapshotScheduler.close().then(() => open.store.close()),
  )
  open.follower.close()
}
