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

/** Passes on what a decision came to. Throws where that is an event or a rejection that the decision does not declare. */
export const asDeclared = <O extends Either<{ readonly error: string }, Writes>>(
  decision: Declared & { readonly command: { readonly type: string } },
  outcome: O,
): O => {
  const undeclared = undeclaredIn(decision, outcome)
  if (undeclared.length > 0) throw new Error(`${decision.command.type} does not declare ${undeclared.join(', ')}`)
  return outcome
}
