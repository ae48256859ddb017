import { test } from 'vitest'
import { given, type NamedCommand } from './given.js'

/** A command that several guards would refuse, and the answer of the guard that comes first. */
type GuardCase = readonly [
  rule: string,
  before: readonly NamedCommand[],
  asked: NamedCommand,
  expected: string | null,
  facts?: object,
]

/** Tests which guard answers first: a rejection by its name, or `null` if there is nothing to do. */
export const testGuardOrder = (cases: readonly GuardCase[]): void => {
  for (const [rule, before, asked, expected, facts] of cases)
    test(rule, () => {
      const answer = given(...before).when(...asked)
      expected === null ? answer.changesNothing() : answer.isRefused(expected, facts)
    })
}
