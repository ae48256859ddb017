import { type Either, type Left, left, right } from 'fp-ts/lib/Either.js'

/**
 * A guard of the host is broken: it threw, asked for something that cannot be read, or gave something else than a
 * refusal it declares. Nothing was appended. `problem` names what is wrong, and nothing personal.
 */
export type GuardFailed = { readonly error: 'GuardFailed'; readonly guard: string; readonly problem: string }

/** A decision of the host is broken, as `GuardFailed` says of a guard. Nothing was appended. */
export type DecisionFailed = { readonly error: 'DecisionFailed'; readonly command: string; readonly problem: string }

/** The failures of what the host defines. */
export type HostFailure = GuardFailed | DecisionFailed

const failures: { readonly [K in HostFailure['error']]: true } = { GuardFailed: true, DecisionFailed: true }

/** The outcome of a command of the host whose decision is broken. */
export const failedDecision = (command: string, problem: string): Left<DecisionFailed> => ({
  _tag: 'Left',
  left: { error: 'DecisionFailed', command, problem },
})

/** Whether the error of an outcome is a failure of what the host defines. */
export const isHostFailure = (ended: { readonly error: string }): ended is HostFailure =>
  Object.hasOwn(failures, ended.error)

const nameIn = (thrown: unknown): unknown => (thrown instanceof Error ? thrown.name : typeof thrown)

/** The name of what was thrown, if it is one; its message may be personal and is left out. */
export const nameOfThrown = (thrown: unknown): string => {
  try {
    const name = nameIn(thrown)
    return typeof name === 'string' && /^\w{1,60}$/.test(name) ? name : 'Error'
  } catch {
    return 'Error'
  }
}

/** Says that something is not declared; its name only where it is one, for another may be personal. */
export const notAmong = (name: string, what: string, of: string): string =>
  `${/^\w{1,60}$/.test(name) ? name : 'Something with another name'} is not among the ${what} of ${of}.`

/** Calls a function of the host; a sentence where it throws. */
export const tryHost = <A>(call: () => A): Either<string, A> => {
  try {
    return right(call())
  } catch (thrown) {
    return left(`It threw ${nameOfThrown(thrown)}.`)
  }
}
