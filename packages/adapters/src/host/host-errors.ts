import type { OnHostError } from '@clientele/domain'

const ignore = (): void => undefined

/** Tells a host what its code threw; whoever hears it ends nothing that is under way, throwing or rejecting. */
export const tellingHost =
  (onHostError: OnHostError = ignore): OnHostError =>
  (error, where) => {
    try {
      const heard: unknown = onHostError(error, where)
      if (heard instanceof Promise) heard.catch(ignore)
    } catch {
      // There is nobody else to tell.
    }
  }
