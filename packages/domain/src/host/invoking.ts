import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { commandTable, type ReadCommand, readCommandIn } from '../decisions.js'
import { accept, type Decision, type ErasedStep, type Meta, type Needs, noNeeds } from '../kernel/decision.js'
import type { HostDecision } from './decision.js'
import { failedDecision, tryHost } from './failures.js'

/** A command of this library with its decision. */
type Invoked = { readonly data: unknown; readonly decision: Decision }

const notInvoked = 'It invokes something else than a command of this library that is decided in one piece.'

const decisionIn = ({ data, decided }: ReadCommand): Either<string, Invoked> =>
  decided.kind === 'bulk' ? left(notInvoked) : right({ data, decision: decided })

const invokedBy = ({ invokes }: HostDecision, data: unknown, meta: Meta): Either<string, Invoked | null> => {
  const command = tryHost(() => invokes?.(data, meta) ?? null)
  if (isLeft(command)) return command
  if (command.right === null) return right(null)
  const read = readCommandIn(commandTable, command.right)
  return isLeft(read) ? left(notInvoked) : decisionIn(read.right)
}

const prefix = 'invoked: '

const prefixed = (needs: Needs): Needs =>
  Object.fromEntries(Object.entries(needs).map(([name, need]) => [`${prefix}${name}`, need]))

const answersOf = (answers: object): object =>
  Object.fromEntries(
    Object.entries(answers).flatMap(([name, answer]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), answer] as const] : [],
    ),
  )

const maxSteps = Math.max(
  ...Object.values(commandTable).map(({ decided }) => (decided.kind === 'bulk' ? 0 : decided.steps.length)),
)

/**
 * Decides a command of the host together with the command of this library that it invokes, on the same states: both are
 * appended, or neither is. They write to different streams, so neither changes the states of the other.
 */
export const withInvoked = (host: HostDecision, inner: Decision): Decision => {
  if (host.invokes === undefined) return inner
  const stepAt =
    (index: number): ErasedStep =>
    (data, meta, answers) => {
      const invoked = invokedBy(host, data, meta)
      if (isLeft(invoked) || invoked.right === null) return noNeeds
      const step = invoked.right.decision.steps[index]
      return step === undefined ? noNeeds : prefixed(step(invoked.right.data, meta, answersOf(Object(answers))))
    }
  return {
    ...inner,
    steps: [...inner.steps, ...Array.from({ length: maxSteps }, (_, index) => stepAt(index))],
    decide: (answers, data, meta) => {
      const own = inner.decide(answers, data, meta)
      if (isLeft(own) || own.right.length === 0) return own
      const invoked = invokedBy(host, data, meta)
      if (isLeft(invoked)) return failedDecision(host.decision.command.type, invoked.left)
      if (invoked.right === null) return own
      const theirs = invoked.right.decision.decide(answersOf(Object(answers)), invoked.right.data, meta)
      return isLeft(theirs) ? theirs : accept(...own.right, ...theirs.right)
    },
  }
}
