/** What Clientele logs with: the part of a pino-like logger it needs. Nothing personal is ever logged. */
export type Logger = {
  info(facts: object, message: string): void
  warn(facts: object, message: string): void
  error(facts: object, message: string): void
}

const say = (): void => {}

/** Says nothing. */
export const silentLogger: Logger = { info: say, warn: say, error: say }
