import { type Either, type Left, left, right } from 'fp-ts/lib/Either.js'

/**
 * A guard of the host is broken: it threw, asked for something that cannot be read, or returned something other than a
 * declared rejection. Nothing was appended. `problem` describes it without personal data.
 */
export type GuardFailed = { readonly error: 'GuardFailed'; readonly guard: string; readonly problem: string }

/** A decision of the host is broken, in the ways of `GuardFailed`. Nothing was appended. */
export type DecisionFailed = { readonly error: 'DecisionFailed'; readonly command: string; readonly problem: string }

/** The failures of code of the host. */
export type HostFailure = GuardFailed | DecisionFailed

const failures: { readonly [K in HostFailure['error']]: true } = { GuardFailed: true, DecisionFailed: true }

/** The outcome of a command of the host whose decision is broken. */
export const failedDecision = (command: string, problem: string): Left<DecisionFailed> => ({
  _tag: 'Left',
  left: { error: 'DecisionFailed', command, problem },
})

/** Whether the error of an outcome is a failure of code of the host. */
export const isHostFailure = (ended: { readonly error: string }): ended is HostFailure =>
  Object.hasOwn(failures, ended.error)

const nameIn = (thrown: unknown): unknown => (thrown instanceof Error ? thrown.name : typeof thrown)

/** Returns the name of a thrown error; its message is left out, since it may contain personal data. */
export const nameOfThrown = (thrown: unknown): string => {
  try {
    const name = nameIn(thrown)
    return typeof name === 'string' && /^\w{1,60}$/.test(name) ? name : 'Error'
  } catch {
    return 'Error'
  }
}

/**
 * Describes something that is not declared; shows its name only if it is a valid name, since other texts may be
 * personal.
 */
export const notAmong = (name: string, what: string, of: string): string =>
  `${/^\w{1,60}$/.test(name) ? name : 'Something with another name'} is not among the ${what} of ${of}.`

/** Calls a function of the host; returns a sentence if it throws. */
export const tryHost = <A>(call: () => A): Either<string, A> => {
  try {
    return right(call())
  } catch (thrown) {
    return left(`It threw ${nameOfThrown(thrown)}.`)
  }
}
