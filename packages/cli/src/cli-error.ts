import { failureOf } from '@clientele/domain'
import { nameInWords, refusalOf } from '@clientele/projections'
import { type Either, left } from 'fp-ts/lib/Either.js'

/**
 * The error of a run: exit code 1 for a refusal or failure, 2 for wrong usage. `hint` is printed on a separate line.
 */
export type CliError = { readonly exit: 1 | 2; readonly message: string; readonly hint?: string }

/** The lines of an error. */
export const errorLines = ({ message, hint }: CliError): readonly string[] =>
  hint === undefined ? [message] : [message, hint]

/** The result of a sub-command. */
export type Ending = Either<CliError, void>

/** The result of a run that was refused or failed. */
export const failed = (message: string): Either<CliError, never> => left({ exit: 1, message })

/** The result of wrong usage. */
export const usageFailure = (message: string): Either<CliError, never> => left({ exit: 2, message })

/** The result for a period that ends before it begins. */
export const reversedPeriod = usageFailure('--from is later than --to: exchange them.')

/** A rejection or failure, by its error name. */
export type NamedError = { readonly error: string }

const toText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

const factsOf = ({ error: _, ...facts }: NamedError): string =>
  Object.entries(facts)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => `${name}: ${toText(value)}`)
    .join(', ')

const cancelled = 'Stopped. What was done until then is kept: run the same again to go on.'

/** A rejection or failure as a sentence. */
export const sentenceOf = (told: NamedError): string => {
  if (told.error === 'Cancelled') return cancelled
  if ('problem' in told && typeof told.problem === 'string') return told.problem
  const facts = factsOf(told)
  return facts === '' ? `${nameInWords(told.error)}.` : `${nameInWords(told.error)} (${facts}).`
}

/** Converts a thrown error; of an unexpected error only the message is used. */
export const toCliError = (error: unknown): CliError => {
  const failure = failureOf(error)
  if (failure !== null) return { exit: 1, message: sentenceOf(failure) }
  const refusal = refusalOf(error)
  if (refusal !== null) return { exit: 1, message: sentenceOf(refusal) }
  if (error instanceof Error && error.name === 'AbortError') return { exit: 1, message: cancelled }
  const message = error instanceof Error ? error.message : String(error)
  return { exit: 1, message: `This went wrong: ${message}` }
}
