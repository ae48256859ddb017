import { test } from 'vitest'
import { type Asked, given } from './given.js'

/** A command whose guards could answer in several ways, and the answer that comes first. */
type GuardCase = readonly [rule: string, before: readonly Asked[], asked: Asked, told: string | null, facts?: object]

/** Tests which guard answers first: a rejection by its name, or `null` if there is nothing to do. */
export const testGuardOrder = (cases: readonly GuardCase[]): void => {
  for (const [rule, before, asked, told, facts] of cases)
    test(rule, () => {
      const answer = given(...before).when(...asked)
      told === null ? answer.changesNothing() : answer.isRefused(told, facts)
    })
}
