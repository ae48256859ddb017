import { failureOf, type StoreFailure } from '@clientele/domain'
import { type Either, left } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

/** The store failure in an error; rethrows an error without one. */
export const storeFailure = (error: unknown): StoreFailure => {
  const failure = failureOf(error)
  if (failure === null) throw error
  return failure
}

/** Runs an action; a rejection that carries a `StoreFailure` becomes its failure. */
export const storeTask = <A>(action: () => Promise<Either<StoreFailure, A>>): TaskEither<StoreFailure, A> => {
  return async () => {
    try {
      return await action()
    } catch (error) {
      return left(storeFailure(error))
    }
  }
}

/** An outcome, or the `StoreFailure` that a rejection carries. */
export const orStoreFailure = async <E, A>(outcome: Promise<Either<E, A>>): Promise<Either<E | StoreFailure, A>> => {
  try {
    return await outcome
  } catch (error) {
    return left(storeFailure(error))
  }
}
