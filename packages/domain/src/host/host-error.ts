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

const isPromise = (value: unknown): value is Promise<unknown> => {
  if (typeof value !== 'object' || value === null) return false
  try {
    return Object.prototype.toString.call(value) === '[object Promise]'
  } catch {
    return false
  }
}

/**
 * Whether code of the host returned a promise where it must be done when it returns. What it rejects with is reported:
 * nobody awaits it, and unhandled it would end the process.
 */
export const isUnawaited = (returned: unknown, report: (error: unknown) => void): boolean => {
  if (!isPromise(returned)) return false
  Promise.prototype.catch.call(returned, report)
  return true
}

/** Wraps a function of the host: reports what it throws, and rethrows it; reports what a promise of it rejects with. */
export const telling =
  <Given extends readonly unknown[], A>(
    call: (...given: Given) => A,
    onHostError: OnHostError,
    where: HostErrorPlace,
  ): ((...given: Given) => A) =>
  (...given) => {
    try {
      const returned = call(...given)
      isUnawaited(returned, (error) => onHostError(error, where))
      return returned
    } catch (error) {
      onHostError(error, where)
      throw error
    }
  }
