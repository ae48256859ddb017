import { type CheckpointStore, failureError, type StoreFailure } from '@clientele/domain'

/** A checkpoint store that rejects every call with a failure. */
export const noCheckpoints = (failure: StoreFailure): CheckpointStore & { close(): Promise<void> } => {
  const refuse = async (): Promise<never> => {
    throw failureError(failure)
  }
  return { load: refuse, save: refuse, close: async () => {} }
}
