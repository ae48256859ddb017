import type { CheckpointStore, Position } from '@clientele/domain'

/** Checkpoints for as long as the process lasts. */
export const memoryCheckpoints = (): CheckpointStore => {
  const positions = new Map<string, Position>()
  return {
    load: async (name) => positions.get(name) ?? null,
    save: async (name, position) => {
      positions.set(name, position)
    },
  }
}
