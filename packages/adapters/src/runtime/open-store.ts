import { type EventStore, failureError, type StoreSource } from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'

/** Opens a store; rejects with an `Error` that carries the `StoreFailure` if that fails. */
export const openStore = async (source: StoreSource): Promise<EventStore> => {
  const store = await source.open()
  if (isLeft(store)) throw failureError(store.left)
  return store.right
}

type Closable = { close(): Promise<void> }

/**
 * Closes what was opened before another step failed; ignores errors of closing, so that the first error is reported.
 */
export const closeQuietly = async (...things: readonly (Closable | undefined)[]): Promise<void> => {
  for (const thing of things) await thing?.close().catch(() => undefined)
}
