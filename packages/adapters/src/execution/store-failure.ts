import { failureOf, type StoreFailure } from '@clientele/domain'

// A new one does not compile before it is named here.
const failures: { readonly [K in StoreFailure['error']]: true } = {
  ConcurrencyConflict: true,
  StoreUnavailable: true,
  StoreUnreadable: true,
  LogDiverged: true,
  ClockAhead: true,
  StoreFull: true,
  EventUnreadable: true,
  AppendRefused: true,
  MalformedOptions: true,
  StoreClosed: true,
}

/** Whether what something ended with is a failure of the store. */
export const isStoreFailure = (ended: { readonly error: string }): ended is StoreFailure =>
  Object.hasOwn(failures, ended.error)

/** The failure of an error thrown by a store's reader; an error that is none of the store's is thrown on. */
export const storeFailure = (error: unknown): StoreFailure => {
  const failure = failureOf(error)
  if (failure === null) throw error
  return failure
}
