import { isUnawaited, type OnHostError } from '@clientele/domain'

const ignore = (): void => undefined

/** Wraps `onHostError` so that errors and rejections of the callback itself are ignored. */
export const safeOnHostError =
  (onHostError: OnHostError = ignore): OnHostError =>
  (error, where) => {
    try {
      const result: unknown = onHostError(error, where)
      isUnawaited(result, ignore)
    } catch {
      // An error of the callback cannot be reported anywhere.
    }
  }
