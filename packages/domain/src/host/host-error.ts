/**
 * Where code of the host threw: a guard, projection or column by its name, a decision by the type of its command, streams
 * by their category. Its writes have no name.
 */
export type HostErrorPlace =
  | { readonly kind: 'guard' | 'decision' | 'streams' | 'projection' | 'column'; readonly name: string }
  | { readonly kind: 'writes' }

/** Hears what code of the host threw, as it was thrown. */
export type OnHostError = (error: unknown, where: HostErrorPlace) => void

/** Hears nothing. */
export const ignoreHostErrors: OnHostError = () => undefined

/** A function of the host that tells what it throws, and throws it. */
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
