import { type EventStore, eventCatalogue, type StoreSource } from '@clientele/domain'
import { closeQuietly, openStore } from '../runtime/open-store.js'
import type { RegisterKeys } from './register-keys.js'

/** A store that reads and writes as a register on it would, and its keys. */
export type StoreUnderKeys = { readonly store: EventStore; readonly keys: RegisterKeys }

/**
 * Opens a store under the keys that the environment gives. Rejects with an `Error` that carries the `StoreFailure` when it
 * cannot be.
 */
export const openedStoreUnderKeys = async (source: StoreSource): Promise<StoreUnderKeys> => {
  const { openKeys } = await import('#keys')
  const keys = await openKeys(source)
  try {
    return { keys, store: keys.storeOver(await openStore(source), eventCatalogue) }
  } catch (error) {
    await closeQuietly(keys)
    throw error
  }
}

/** Opens a store that is not encrypted, whatever the environment gives; encrypted events are `MasterKeyMissing`. */
export const openedInClear = async (source: StoreSource): Promise<EventStore> => {
  const { unencryptedStore } = await import('#keys')
  return unencryptedStore(await openStore(source))
}
