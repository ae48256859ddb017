/**
 * The place where code of the host threw: a guard, projection or column by its name, a decision by the type of its
 * command, streams by their category. Host writes have no name.
 */
export type HostErrorPlace =
  | { readonly kind: 'guard' | 'decision' | 'streams' | 'projection' | 'column'; readonly name: string }
  | { readonly kind: 'writes' }

/** Receives errors of code of the host, as thrown. */
export type OnHostError = (error: unknown, where: HostErrorPlace) => void

/** Ignores the errors. */
export const ignoreHostErrors: OnHostError = () => undefined

/** Wraps a function of the host: reports what it throws, and rethrows it. */
export const telling =
  <Given extends readonly unknown[], A>(
    call: (...given: Given) => A,
    onHostError: OnHostError,
    where: HostErrorPlace,
  ): ((...given: Given) => A) =>
  (...given) => {
    try {
      return call(...given)
    } catch (error) {
      onHostError(error, where)
      throw error
    }
  }
