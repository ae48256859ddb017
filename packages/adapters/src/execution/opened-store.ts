import { type EventStore, failureError, type StoreSource } from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'

/** Opens a store; rejects with an `Error` that carries the `StoreFailure` when it cannot be. */
export const openedStore = async (source: StoreSource): Promise<EventStore> => {
  const store = await source.open()
  if (isLeft(store)) throw failureError(store.left)
  return store.right
}
