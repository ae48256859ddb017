import { type CheckpointStore, failureError, type StoreFailure } from '@clientele/domain'

/** Checkpoints that cannot be kept, and say why when they are asked. */
export const noCheckpoints = (failure: StoreFailure): CheckpointStore & { close(): Promise<void> } => {
  const refuse = async (): Promise<never> => {
    throw failureError(failure)
  }
  return { load: refuse, save: refuse, close: async () => {} }
}
