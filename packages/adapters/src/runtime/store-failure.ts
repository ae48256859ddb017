import { failureOf, type StoreFailure } from '@clientele/domain'
import { type Either, left } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

/** The failure of an error thrown by a store's reader; an error that is none of the store's is thrown on. */
export const storeFailure = (error: unknown): StoreFailure => {
  const failure = failureOf(error)
  if (failure === null) throw error
  return failure
}

/** Runs an action whose rejections that carry a `StoreFailure` become its failure. */
export const storeTask = <A>(action: () => Promise<Either<StoreFailure, A>>): TaskEither<StoreFailure, A> => {
  return async () => {
    try {
      return await action()
    } catch (error) {
      return left(storeFailure(error))
    }
  }
}
