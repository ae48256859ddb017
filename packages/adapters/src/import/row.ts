import { type Message, type Rejection, withDefinitionOf } from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { BatchedOutcome } from '../batch.js'
import { type Failure, isFailure } from '../outcome.js'
import type { Context } from '../runtime/execution/context.js'
import type { ImportRow, Plan, Refusal, Times } from './kind.js'
import { hasBlockedAddress } from './rows/blocked.js'
import type { Executor } from './run-together.js'

/** The result of executing commands. */
export type Executed = { readonly events: number; readonly refusals: readonly Refusal[] }

/** An executed row: whether its subject exists now, and the deferred commands. */
export type ExecutedRow = Executed & {
  readonly isThere: boolean
  readonly deferred: readonly Message[]
  readonly times: Times
  /** The executed plan; empty if nothing was executed. */
  readonly plan: Plan
}

type ExecutedPlan = Executed & { readonly isThere: boolean; readonly plan: Plan }

type BatchedRefusal = Extract<BatchedOutcome, { readonly _tag: 'Left' }>['left']

/** Adds a hint to a refusal of an id with a comma, which is probably a list separated by commas. */
const withHint = (refusal: Refusal): Refusal =>
  Object.values(refusal).some((fact) => typeof fact === 'string' && /\S,\s*\S/.test(fact))
    ? { ...refusal, hint: 'SeparateIdsBySemicolons' }
    : refusal

/** The refusals for an error; a malformed field becomes a bad cell, without its value. */
const refusalsOf = (error: Rejection | BatchedRefusal): readonly Refusal[] =>
  'problems' in error && Array.isArray(error.problems) && error.error === 'MalformedCommand'
    ? error.problems.map(({ path, expected }) => ({ error: 'MalformedRow', column: path, expected }))
    : [withDefinitionOf(error, withHint({ ...error }))]

/** Executes commands one after another; continues after a refusal. */
export const executeAll = async (
  executor: Executor,
  commands: readonly Message[],
  context: Context,
  times: Times = {},
): Promise<Either<Failure, Executed>> => {
  const refusals: Refusal[] = []
  let events = 0
  for (const command of commands) {
    if (await hasBlockedAddress(command, executor.isBlocked)) {
      refusals.push({ error: 'AddressBlocked', command: command.type })
      continue
    }
    const at = times[command.type]
    const outcome = await executor.execute(command, at === undefined ? context : { ...context, at })
    if (!isLeft(outcome)) events += outcome.right
    else if (isFailure(outcome.left)) return left(outcome.left)
    else refusals.push(...refusalsOf(outcome.left))
  }
  return right({ events, refusals })
}

const wasExecuted = async (executor: Executor, commandIds: readonly string[]): Promise<Either<Failure, boolean>> => {
  for (const commandId of commandIds) {
    const executedBefore = await executor.wasGiven(commandId)
    if (isLeft(executedBefore) || executedBefore.right) return executedBefore
  }
  return right(false)
}

const contextOf = (context: Context, { at, commandId }: Plan): Context => ({
  ...context,
  ...(at === undefined ? {} : { at }),
  ...(commandId === undefined ? {} : { commandId }),
})

const unchanged = (refusal: Refusal): Refusal => refusal

const execute = async (executor: Executor, plan: Plan, context: Context): Promise<Either<Failure, ExecutedPlan>> => {
  const created = await executeAll(executor, plan.create ?? [], context, plan.times)
  if (isLeft(created)) return created
  const { events, refusals } = created.right
  if (refusals.length > 0)
    return right({ events, refusals: refusals.map(plan.called ?? unchanged), isThere: false, plan })
  const rest = await executeAll(executor, [...(plan.update ?? []), ...(plan.add ?? [])], context, plan.times)
  if (isLeft(rest)) return rest
  return right({ events: events + rest.right.events, refusals: rest.right.refusals, isThere: true, plan })
}

/** The commands that a plan will execute first. */
export const commandsOf = ({ refused, create = [], update = [], add = [] }: Plan): readonly Message[] =>
  refused ? [] : [...create, ...update, ...add]

const isEmpty = ({ create = [], update = [], add = [], deferred = [] }: Plan): boolean =>
  create.length + update.length + add.length + deferred.length === 0

const replaces = ({ create = [], update = [] }: Plan): boolean => create.length + update.length > 0

const isSamePlan = (a: Plan, b: Plan): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Executes a plan; if it is refused and the register has changed meanwhile, plans the row once more. */
const executePlan = async (
  executor: Executor,
  row: ImportRow,
  plan: Plan,
  context: Context,
): Promise<Either<Failure, ExecutedPlan>> => {
  const first = await execute(executor, plan, contextOf(context, plan))
  if (isLeft(first) || first.right.refusals.length === 0) return first
  if (first.right.events > 0) return first
  const settled = await executor.settle()
  if (isLeft(settled)) return settled
  const newPlan = row.plan(executor.known)
  if (isSamePlan(plan, newPlan)) return first
  return execute(executor, newPlan, contextOf(context, newPlan))
}

/** Whether some commands of a row were accepted and others refused: such a row is undone. */
export const isHalfDone = ({ events, refusals }: Executed): boolean => events > 0 && refusals.length > 0

/** The result of a half-done row after its accepted commands are dropped. */
export const undoRow = ({ refusals }: ExecutedRow): ExecutedRow => ({ ...nothingDone, refusals, isThere: false })

const duplicateRefusal = ({ id, isIdGiven }: ImportRow, firstLine: number): Refusal =>
  isIdGiven ? { error: 'DuplicateId', id, firstLine } : { error: 'RowTwice', firstLine }

const nothingDone: ExecutedRow = { events: 0, refusals: [], isThere: true, deferred: [], times: {}, plan: {} }

/**
 * Executes the commands for a row's differences from the register. `firstLine` is the line where the file had the row's
 * id before: different values in two rows would make each import undo the previous one, so the second row may only add.
 */
export const executeRow = async (
  executor: Executor,
  row: ImportRow,
  context: Context,
  firstLine: number | undefined,
): Promise<Either<Failure, ExecutedRow>> => {
  const hidden = executor.known.hides?.(row.about(executor.known)) ?? null
  if (hidden !== null) return right({ ...nothingDone, refusals: [hidden] })
  const plan = row.plan(executor.known)
  if (plan.refused) return right({ ...nothingDone, refusals: [plan.refused] })
  if (isEmpty(plan)) return right(nothingDone)
  if (firstLine !== undefined && replaces(plan))
    return right({ ...nothingDone, refusals: [duplicateRefusal(row, firstLine)] })
  const given = await wasExecuted(executor, plan.unlessGiven ?? [])
  if (isLeft(given)) return given
  if (given.right) return right(nothingDone)
  const executed = await executePlan(executor, row, plan, context)
  return isLeft(executed)
    ? executed
    : right({ deferred: plan.deferred ?? [], times: plan.times ?? {}, ...executed.right })
}
