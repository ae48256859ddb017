import assert from 'node:assert/strict'
import type { Declared, Writes } from '@clientele/domain'
import type { Either } from 'fp-ts/lib/Either.js'

const undeclaredIn = ({ appends, rejects }: Declared, outcome: Either<{ readonly error: string }, Writes>) => {
  if (outcome._tag === 'Left')
    return rejects.some(({ error }) => error === outcome.left.error) ? [] : [outcome.left.error]
  return outcome.right
    .flatMap(({ events }) => events)
    .map(({ type }) => type)
    .filter((type) => !appends.some((one) => one.type === type))
}

/** Returns the outcome of a decision. Throws an `AssertionError` for an event or rejection that it does not declare. */
export const asDeclared = <O extends Either<{ readonly error: string }, Writes>>(
  decision: Declared & { readonly command: { readonly type: string } },
  outcome: O,
): O => {
  const undeclared = undeclaredIn(decision, outcome)
  if (undeclared.length > 0) assert.fail(`${decision.command.type} does not declare ${undeclared.join(', ')}`)
  return outcome
}
