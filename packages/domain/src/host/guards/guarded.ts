import { isLeft, type Left, left } from 'fp-ts/lib/Either.js'
import {
  type Decision,
  type ErasedStep,
  type Guarded,
  type Meta,
  type Needs,
  noNeeds,
  type Outcome,
  type Writes,
} from '../../kernel/decision.js'
import type { Message } from '../../kernel/message.js'
import { type GuardFailed, tryHost } from '../failures.js'
import { answersAfter, needsOf, type Readable } from '../needs.js'
import { readRefusal } from '../refusal.js'
import { copyOfPlain, copyOfWrites } from './copy-of-writes.js'
import type { CommandGuard, Judged } from './guard.js'
import { changeOf, type ProposedChange } from './proposed-change.js'

/** The needs of a guard in one attempt at a command. */
type GuardNeeds = { needs: Needs; problem: string | null }

type NeedsByGuard = Map<CommandGuard, GuardNeeds>

/** The outcome of a decision, `null` if it threw; and the proposed change, `null` for none. */
type Attempt = {
  readonly outcome: Outcome | null
  readonly change: ProposedChange | null
  readonly needsByGuard: NeedsByGuard
}

const looksAtAny = (guards: readonly CommandGuard[], writes: Writes): boolean =>
  guards.some(({ looksAt: types }) =>
    writes.some(({ events }) => events.some(({ type }) => types === null || types.includes(type))),
  )

// Guards get copies: what they do to them must not change what is appended. `null` if no guard looks at the events.
const changeFor = (
  guards: readonly CommandGuard[],
  outcome: Outcome | null,
  { type, data }: Message,
  meta: Meta,
): ProposedChange | null =>
  outcome === null || isLeft(outcome) || !looksAtAny(guards, outcome.right)
    ? null
    : changeOf({ type, data: copyOfPlain(data) }, { ...meta }, copyOfWrites(outcome.right))

const looksAt = ({ looksAt: types }: CommandGuard, { events }: ProposedChange): boolean =>
  types === null || events.some(({ type }) => types.includes(type))

const nameFor = ({ name }: CommandGuard, need: string): string => `${name}: ${need}`

// Steps may be repeated, and in earlier rounds some needs are not answered yet.
const guardInput = (guard: CommandGuard, { needs }: GuardNeeds, change: ProposedChange, answers: object): Judged => {
  const answered = Object.entries(needs).filter(([need]) => Object.hasOwn(answers, nameFor(guard, need)))
  const before = Object.fromEntries(
    answered.map(([need]): [string, unknown] => [need, Reflect.get(answers, nameFor(guard, need))]),
  )
  return { change, before, after: answersAfter(Object.fromEntries(answered), before, change) }
}

const needsOfGuard = (needsByGuard: NeedsByGuard, guard: CommandGuard): GuardNeeds => {
  const before = needsByGuard.get(guard)
  if (before !== undefined) return before
  const none: GuardNeeds = { needs: noNeeds, problem: null }
  needsByGuard.set(guard, none)
  return none
}

type GuardStep = CommandGuard['steps'][number]

const ask = (
  guard: CommandGuard,
  step: GuardStep,
  own: GuardNeeds,
  change: ProposedChange,
  answers: object,
  readable: Readable,
) => {
  const needs = needsOf(() => step(guardInput(guard, own, change, answers)), readable)
  if (isLeft(needs)) {
    own.problem = needs.left
    return noNeeds
  }
  own.needs = { ...own.needs, ...needs.right }
  return Object.fromEntries(Object.entries(needs.right).map(([name, need]) => [nameFor(guard, name), need]))
}

const failed = ({ name }: CommandGuard, problem: string): Left<GuardFailed> => ({
  _tag: 'Left',
  left: { error: 'GuardFailed', guard: name, problem },
})

const refusalIn = (guard: CommandGuard, given: unknown): Outcome | null => {
  if (given === null) return null
  const refused = readRefusal(given, guard.rejections, guard.name)
  if (refused === null) return failed(guard, 'It gave something else than null or a rejection that it declares.')
  return isLeft(refused) ? failed(guard, refused.left) : left(refused.right)
}

const refusalOf = (guard: CommandGuard, own: GuardNeeds, change: ProposedChange, answers: object): Outcome | null => {
  if (own.problem !== null) return failed(guard, own.problem)
  const judged = tryHost(() => refusalIn(guard, guard.unless(guardInput(guard, own, change, answers))))
  return isLeft(judged) ? failed(guard, judged.left) : judged.right
}

// Answers read one after another may be inconsistent; then everything is read and decided again.
const outcomeOn = (inner: Decision, answers: object, data: unknown, meta: Meta): Outcome | null => {
  try {
    return inner.decide(answers, data, meta)
  } catch {
    return null
  }
}

/** Caches the attempt, so that equal answers are decided once. */
const rememberAttempts = (inner: Decision, guards: readonly CommandGuard[]) => {
  const known = new WeakMap<object, Attempt>()
  return (answers: object, data: unknown, meta: Meta): Attempt => {
    const before = known.get(answers)
    if (before !== undefined) return before
    const outcome = outcomeOn(inner, answers, data, meta)
    const change = changeFor(guards, outcome, { type: inner.command.type, data }, meta)
    const made: Attempt = { outcome, change, needsByGuard: new Map() }
    known.set(answers, made)
    return made
  }
}

const firstRefusal = (
  guards: readonly CommandGuard[],
  { change, needsByGuard }: Attempt,
  answers: object,
): Outcome | null => {
  if (change === null) return null
  for (const guard of guards) {
    const refusal = looksAt(guard, change) ? refusalOf(guard, needsOfGuard(needsByGuard, guard), change, answers) : null
    if (refusal !== null) return refusal
  }
  return null
}

/**
 * Adds guards of the host to a decision. Added reading steps decide and ask each guard what it needs to check the
 * events; then the decision returns the first rejection, or its events. The append depends on everything that the
 * guards have read.
 */
export const withCommandGuards = <T extends string>(
  inner: Decision<T>,
  guards: readonly CommandGuard[],
  readable: Readable,
): Decision<T> => {
  if (guards.length === 0) return inner
  const attemptOn = rememberAttempts(inner, guards)
  const guarded: Guarded = {
    judges: (types) => guards.some(({ looksAt }) => looksAt === null || looksAt.some((type) => types.has(type))),
    around: (part) => withCommandGuards(part, guards, readable),
  }
  const stepOf =
    (guard: CommandGuard, step: GuardStep): ErasedStep =>
    (data, meta, answers) => {
      const { change, needsByGuard } = attemptOn(Object(answers), data, meta)
      if (change === null || !looksAt(guard, change)) return noNeeds
      const own = needsOfGuard(needsByGuard, guard)
      return own.problem === null ? ask(guard, step, own, change, Object(answers), readable) : noNeeds
    }
  return {
    ...inner,
    guarded,
    steps: [...inner.steps, ...guards.flatMap((one) => one.steps.map((step) => stepOf(one, step)))],
    decide: (answers, data, meta) => {
      const attempt = attemptOn(Object(answers), data, meta)
      return firstRefusal(guards, attempt, Object(answers)) ?? attempt.outcome ?? inner.decide(answers, data, meta)
    },
  }
}
