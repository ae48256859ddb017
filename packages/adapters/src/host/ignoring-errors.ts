import { isUnawaited } from '@clientele/domain'

const ignore = (): void => {}

/**
 * Wraps a callback of the host whose errors cannot be reported anywhere: what it throws, or a promise of it rejects with,
 * is ignored. Without a callback it does nothing.
 */
export const ignoringErrors =
  <Given extends readonly unknown[]>(callback: ((...given: Given) => unknown) | undefined) =>
  (...given: Given): void => {
    try {
      isUnawaited(callback?.(...given), ignore)
    } catch {
      // An error of the callback must not end the work that it watches.
    }
  }
