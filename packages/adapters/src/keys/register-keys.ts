import type { EventCatalogue, EventStore, SnapshotStore, StoreSource } from '@clientele/domain'
import type { Key } from './cipher.js'
import type { KeysOptions } from './options.js'

/** Encryption of a register by its keys; without keys nothing is encrypted. */
export type RegisterKeys = {
  readonly isEncrypted: boolean
  /** The warning for a register without a master key; `null` with one. */
  readonly inClear: string | null
  /** The persons met in reads so far whose keys are destroyed. */
  erasedPersons(): readonly string[]
  /** Wraps a store so that it encrypts on append and decrypts on read. */
  storeOver(inner: EventStore, catalogue: EventCatalogue): EventStore
  /** Wraps a snapshot store so that it encrypts snapshots as a whole. */
  snapshotsOver(snapshots: SnapshotStore): SnapshotStore
  /** Replaces the key of snapshots, so that all existing ones become unreadable. */
  renewSnapshotKey(): Promise<void>
  /** Hashes the digest of a command with a key, so that its contents cannot be guessed and compared. */
  digestOf(digest: string): string
  /** Whether an address belongs to an erased person. */
  isBlocked(address: string): Promise<boolean>
  /** The blocked addresses; `null` if nothing is encrypted. */
  blocklist(): Promise<Blocklist | null>
  /**
   * Blocks the addresses that the original of this copied register blocks, and uses its key for digests. Does nothing
   * and resolves with `false` if this register blocks other addresses under another key.
   */
  takeBlocklist(list: Blocklist): Promise<boolean>
  close(): Promise<void>
}

/** The blocked addresses of erased persons: their hashes, and the key of these hashes and of digests. */
export type Blocklist = { readonly hashKey: Key; readonly subjects: readonly string[] }

/** Opens the keys of the register on a store. */
export type OpenKeys = (source: StoreSource, options?: KeysOptions) => Promise<RegisterKeys>

/** The `RegisterKeys` of a register without keys: nothing is encrypted, and no address is blocked. */
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

/** The keys for a private in-memory copy of a register: its events are not encrypted. */
export const keysForCopy = (keys: RegisterKeys): RegisterKeys => ({
  ...keys,
  storeOver: (inner) => inner,
  renewSnapshotKey: async () => {},
  close: async () => {},
})
