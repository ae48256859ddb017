/** What Clientele logs with: the part of a pino-like logger it needs. Nothing personal is ever logged. */
export type Logger = {
  info(facts: object, message: string): void
  warn(facts: object, message: string): void
  error(facts: object, message: string): void
}

const say = (): void => {}

/** Says nothing. */
export const silentLogger: Logger = { info: say, warn: say, error: say }

const quietly =
  (tell: Logger['info']): Logger['info'] =>
  (facts, message) => {
    try {
      tell(facts, message)
    } catch {
      // There is nobody else to tell.
    }
  }

/** The same logger, whose failures end nothing that is under way. */
export const neverThrowing = (logger: Logger): Logger => ({
  info: quietly((facts, message) => logger.info(facts, message)),
  warn: quietly((facts, message) => logger.warn(facts, message)),
  error: quietly((facts, message) => logger.error(facts, message)),
})
