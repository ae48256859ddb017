import { test } from 'vitest'
import { type Asked, given } from './given.js'

/** More than one thing to say of a command: what came before, what is asked, and what is said. */
type GuardCase = readonly [rule: string, before: readonly Asked[], asked: Asked, told: string | null, facts?: object]

/** Sentences on what a command is answered first: a refusal by its name, or (`null`) that there is nothing to do. */
export const checksGuardOrder = (cases: readonly GuardCase[]): void => {
  for (const [rule, before, asked, told, facts] of cases)
    test(rule, () => {
      const answer = given(...before).when(...asked)
      told === null ? answer.changesNothing() : answer.isRefused(told, facts)
    })
}
