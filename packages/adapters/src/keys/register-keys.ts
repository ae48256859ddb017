import type { EventCatalogue, EventStore, SnapshotStore, StoreSource } from '@clientele/domain'
import type { Key } from './cipher.js'
import type { KeysOptions } from './options.js'

/** What the keys of a register do for it; where it has none, nothing is encrypted. */
export type RegisterKeys = {
  readonly isEncrypted: boolean
  /** What whoever opens a register without a master key has to know of it; `null` with one. */
  readonly inClear: string | null
  /** The persons whose keys are destroyed and whose texts were met so far. */
  erasedPersons(): readonly string[]
  /** A store over another one that encrypts on append and decrypts on reading. */
  storeOver(inner: EventStore, catalogue: EventCatalogue): EventStore
  /** Snapshots that are encrypted as a whole. */
  snapshotsOver(snapshots: SnapshotStore): SnapshotStore
  /** Makes every snapshot so far unreadable. */
  renewSnapshotKey(): Promise<void>
  /** Keys the digest of a command, so that nobody can try out what was in it. */
  digestOf(digest: string): string
  /** Whether an address belongs to somebody who was erased. */
  isBlocked(address: string): Promise<boolean>
  /** The addresses that are blocked; `null` where nothing is encrypted. */
  blocklist(): Promise<Blocklist | null>
  /**
   * Blocks the addresses that are blocked in the register that this one is a copy of, and keys digests as that one does.
   * Does nothing and resolves with `false` where this one blocks others under a key of its own.
   */
  takeBlocklist(list: Blocklist): Promise<boolean>
  close(): Promise<void>
}

/** What keeps the addresses of erased persons out of a register: their hashes, and the key of these and of digests. */
export type Blocklist = { readonly hashKey: Key; readonly subjects: readonly string[] }

/** Opens the keys of the register on a store. */
export type OpenKeys = (source: StoreSource, options?: KeysOptions) => Promise<RegisterKeys>

/** The keys of a register that has none: nothing is encrypted, and nobody is blocked. */
export const keysInClear = ({ inClear, storeOver }: Pick<RegisterKeys, 'inClear' | 'storeOver'>): RegisterKeys => ({
  isEncrypted: false,
  inClear,
  storeOver,
  erasedPersons: () => [],
  snapshotsOver: (snapshots) => snapshots,
  renewSnapshotKey: async () => {},
  digestOf: (digest) => digest,
  isBlocked: async () => false,
  blocklist: async () => null,
  takeBlocklist: async () => true,
  close: async () => {},
})

/** The keys for a copy of a register in memory, which nobody else sees: its events are in clear. */
export const sharedBy = (keys: RegisterKeys): RegisterKeys => ({
  ...keys,
  storeOver: (inner) => inner,
  renewSnapshotKey: async () => {},
  close: async () => {},
})
