import { failureOf, type StoreFailure } from '@clientele/domain'

/** The failure of an error thrown by a store's reader; an error that is none of the store's is thrown on. */
export const storeFailure = (error: unknown): StoreFailure => {
  const failure = failureOf(error)
  if (failure === null) throw error
  return failure
}
