import type { Checkpoint, CheckpointStore, LeaseStore } from '@clientele/domain'

/** Stores checkpoints in memory. */
export const memoryCheckpoints = (): CheckpointStore => {
  const checkpoints = new Map<string, Checkpoint>()
  return {
    load: async (name) => checkpoints.get(name) ?? null,
    save: async (name, checkpoint) => {
      checkpoints.set(name, checkpoint)
    },
  }
}

/** Stores leases in memory, for the subscriptions of one process. */
export const memoryLeases = (): LeaseStore => {
  const leases = new Map<string, { readonly holder: string; readonly until: number }>()
  return {
    hold: async (name, holder, milliseconds) => {
      const lease = leases.get(name)
      const now = performance.now()
      if (lease !== undefined && lease.holder !== holder && lease.until > now) return false
      leases.set(name, { holder, until: now + milliseconds })
      return true
    },
    release: async (name, holder) => {
      if (leases.get(name)?.holder === holder) leases.delete(name)
    },
  }
}
