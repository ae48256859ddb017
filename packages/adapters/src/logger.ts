import { ignoringErrors } from './host/ignoring-errors.js'

/** The part of a pino-like logger that Clientele uses. Personal data is never logged. */
export type Logger = {
  info(facts: object, message: string): void
  warn(facts: object, message: string): void
  error(facts: object, message: string): void
}

const ignore = (): void => {}

/** Logs nothing. */
export const silentLogger: Logger = { info: ignore, warn: ignore, error: ignore }

/** Wraps a logger so that its errors are ignored. */
export const neverThrowing = (logger: Logger): Logger => ({
  info: ignoringErrors((facts, message) => logger.info(facts, message)),
  warn: ignoringErrors((facts, message) => logger.warn(facts, message)),
  error: ignoringErrors((facts, message) => logger.error(facts, message)),
})
