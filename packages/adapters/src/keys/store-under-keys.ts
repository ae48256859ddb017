import { type EventStore, eventCatalogue, type StoreSource } from '@clientele/domain'
import { closeQuietly, openStore } from '../runtime/open-store.js'
import type { RegisterKeys } from './register-keys.js'

/** A store that encrypts and decrypts as a register on it does, its log as it is stored, and its keys. */
export type StoreUnderKeys = { readonly store: EventStore; readonly log: EventStore; readonly keys: RegisterKeys }

/**
 * Opens a store with the keys from the environment. Rejects with an `Error` that carries the `StoreFailure` if that
 * fails.
 */
export const openedStoreUnderKeys = async (source: StoreSource): Promise<StoreUnderKeys> => {
  const { openKeys } = await import('#keys')
  const keys = await openKeys(source)
  try {
    const log = await openStore(source)
    return { keys, log, store: keys.storeOver(log, eventCatalogue) }
  } catch (error) {
    await closeQuietly(keys)
    throw error
  }
}

/**
 * Opens a store without encryption and ignores keys in the environment; encrypted events fail with `MasterKeyMissing`.
 */
export const openedInClear = async (source: StoreSource): Promise<EventStore> => {
  const { unencryptedStore } = await import('#keys')
  return unencryptedStore(await openStore(source))
}
