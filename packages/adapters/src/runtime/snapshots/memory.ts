import type { SnapshotStore } from '@clientele/domain'
import { storeFailureOf } from '../../stores/sqlite/failure.js'
import { snapshotsOver } from './over-storage.js'
import type { SnapshotStorage } from './storage.js'

const collected = async (lines: AsyncIterable<Buffer>): Promise<readonly Buffer[]> => {
  const all: Buffer[] = []
  for await (const line of lines) all.push(line)
  return all
}

const storage = (): SnapshotStorage => {
  let next = 0
  const lying = new Map<string, readonly Buffer[]>()
  const names = (): readonly string[] => [...lying.keys()].reverse()
  return {
    name: 'memory',
    list: async () => names(),
    read: async function* (name) {
      yield* lying.get(name) ?? []
    },
    write: async (lines, keep) => {
      const all = await collected(lines)
      next += 1
      lying.set(String(next), all)
      for (const old of names().slice(keep)) lying.delete(old)
    },
    clear: async () => lying.clear(),
    close: async () => undefined,
    failureOf: storeFailureOf,
  }
}

/** Snapshots that last as long as the process; registers that share it share them. */
export const memorySnapshots = (): SnapshotStore => snapshotsOver(storage())
