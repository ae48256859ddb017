import type { SnapshotStore } from '@clientele/domain'
import { storeFailureOf } from '../../stores/sqlite/failure.js'
import { snapshotsOver } from './over-storage.js'
import type { SnapshotStorage } from './storage.js'

const collect = async (lines: AsyncIterable<Buffer>): Promise<readonly Buffer[]> => {
  const all: Buffer[] = []
  for await (const line of lines) all.push(line)
  return all
}

const storage = (): SnapshotStorage => {
  let next = 0
  const snapshots = new Map<string, readonly Buffer[]>()
  const names = (): readonly string[] => [...snapshots.keys()].reverse()
  return {
    name: 'memory',
    list: async () => names(),
    read: async function* (name) {
      yield* snapshots.get(name) ?? []
    },
    write: async (lines, keep) => {
      const all = await collect(lines)
      next += 1
      snapshots.set(String(next), all)
      for (const old of names().slice(keep)) snapshots.delete(old)
    },
    clear: async () => snapshots.clear(),
    close: async () => undefined,
    failureOf: storeFailureOf,
  }
}

/** Stores snapshots in memory; registers may share them. */
export const memorySnapshots = (): SnapshotStore => snapshotsOver(storage())
