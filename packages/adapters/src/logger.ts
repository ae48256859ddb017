import { isUnawaited } from '@clientele/domain'

/** The part of a pino-like logger that Clientele uses. Personal data is never logged. */
export type Logger = {
  info(facts: object, message: string): void
  warn(facts: object, message: string): void
  error(facts: object, message: string): void
}

const ignore = (): void => {}

/** Logs nothing. */
export const silentLogger: Logger = { info: ignore, warn: ignore, error: ignore }

const ignoreErrors =
  (log: Logger['info']): Logger['info'] =>
  (facts, message) => {
    try {
      const returned: unknown = log(facts, message)
      isUnawaited(returned, ignore)
    } catch {
      // An error of the logger cannot be reported anywhere.
    }
  }

/** Wraps a logger so that its errors are ignored. */
export const neverThrowing = (logger: Logger): Logger => ({
  info: ignoreErrors((facts, message) => logger.info(facts, message)),
  warn: ignoreErrors((facts, message) => logger.warn(facts, message)),
  error: ignoreErrors((facts, message) => logger.error(facts, message)),
})
