import { failureOf } from '@clientele/domain'
import { nameInWords, refusalOf } from '@clientele/projections'
import { type Either, left } from 'fp-ts/lib/Either.js'

/** Why a run did not do what was asked: 1 it was refused or failed, 2 it was asked wrongly. `hint` is a line of its own. */
export type Complaint = { readonly exit: 1 | 2; readonly message: string; readonly hint?: string }

/** A complaint line by line. */
export const complaintLines = ({ message, hint }: Complaint): readonly string[] =>
  hint === undefined ? [message] : [message, hint]

/** How a sub-command ends. */
export type Ending = Either<Complaint, void>

/** The end of a run that was refused or failed. */
export const failed = (message: string): Either<Complaint, never> => left({ exit: 1, message })

/** The end of a run that was asked wrongly. */
export const misused = (message: string): Either<Complaint, never> => left({ exit: 2, message })

/** The end of a run whose period ends before it begins. */
export const reversed = misused('--from is later than --to: exchange them.')

/** Anything that says by its name what went wrong. */
export type Told = { readonly error: string }

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

const factsOf = ({ error: _, ...facts }: Told): string =>
  Object.entries(facts)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => `${name}: ${shown(value)}`)
    .join(', ')

const cancelled = 'Stopped. What was done until then is kept: run the same again to go on.'

/** A rejection or failure as a sentence for people. */
export const sentenceOf = (told: Told): string => {
  if (told.error === 'Cancelled') return cancelled
  if ('problem' in told && typeof told.problem === 'string') return told.problem
  const facts = factsOf(told)
  return facts === '' ? `${nameInWords(told.error)}.` : `${nameInWords(told.error)} (${facts}).`
}

/** The complaint a thrown error stands for; nothing of an error nobody foresaw but its message. */
export const complaintOf = (error: unknown): Complaint => {
  const failure = failureOf(error)
  if (failure !== null) return { exit: 1, message: sentenceOf(failure) }
  const refusal = refusalOf(error)
  if (refusal !== null) return { exit: 1, message: sentenceOf(refusal) }
  if (error instanceof Error && error.name === 'AbortError') return { exit: 1, message: cancelled }
  const message = error instanceof Error ? error.message : String(error)
  return { exit: 1, message: `This went wrong: ${message}` }
}
