import { type Message, type Rejection, withDefinitionOf } from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { BatchedOutcome } from '../batch.js'
import { type Failure, isFailure } from '../outcome.js'
import type { Context } from '../runtime/execution/context.js'
import type { ImportRow, Plan, Refusal, Times } from './kind.js'
import { bringsBack } from './rows/blocked.js'
import type { Executor } from './run-together.js'

/** What came of executing commands. */
export type Executed = { readonly events: number; readonly refusals: readonly Refusal[] }

/** An executed row: whether what it is about is there now, and the commands that have to wait. */
export type ExecutedRow = Executed & {
  readonly isThere: boolean
  readonly deferred: readonly Message[]
  readonly times: Times
  /** What was executed; empty where nothing was. */
  readonly plan: Plan
}

type Tried = Executed & { readonly isThere: boolean; readonly plan: Plan }

type Refused = Extract<BatchedOutcome, { readonly _tag: 'Left' }>['left']

/** An id with a comma in it is likely a list that was separated by commas. */
const withHint = (refusal: Refusal): Refusal =>
  Object.values(refusal).some((fact) => typeof fact === 'string' && /\S,\s*\S/.test(fact))
    ? { ...refusal, hint: 'SeparateIdsBySemicolons' }
    : refusal

/** A value no command takes is a bad cell: the field is named, the value is not shown. */
const refusalsOf = (error: Rejection | Refused): readonly Refusal[] =>
  'problems' in error && Array.isArray(error.problems) && error.error === 'MalformedCommand'
    ? error.problems.map(({ path, expected }) => ({ error: 'MalformedRow', column: path, expected }))
    : [withDefinitionOf(error, withHint({ ...error }))]

/** Executes commands one after another; a refusal of one does not keep the others back. */
export const executeAll = async (
  executor: Executor,
  commands: readonly Message[],
  context: Context,
  times: Times = {},
): Promise<Either<Failure, Executed>> => {
  const refusals: Refusal[] = []
  let events = 0
  for (const command of commands) {
    if (await bringsBack(command, executor.isBlocked)) {
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

const wasGiven = async (executor: Executor, commandIds: readonly string[]): Promise<Either<Failure, boolean>> => {
  for (const commandId of commandIds) {
    const given = await executor.wasGiven(commandId)
    if (isLeft(given) || given.right) return given
  }
  return right(false)
}

const contextOf = (context: Context, { at, commandId }: Plan): Context => ({
  ...context,
  ...(at === undefined ? {} : { at }),
  ...(commandId === undefined ? {} : { commandId }),
})

const asItIs = (refusal: Refusal): Refusal => refusal

const execute = async (executor: Executor, plan: Plan, context: Context): Promise<Either<Failure, Tried>> => {
  const begun = await executeAll(executor, plan.create ?? [], context, plan.times)
  if (isLeft(begun)) return begun
  const { events, refusals } = begun.right
  if (refusals.length > 0) return right({ events, refusals: refusals.map(plan.called ?? asItIs), isThere: false, plan })
  const rest = await executeAll(executor, [...(plan.update ?? []), ...(plan.add ?? [])], context, plan.times)
  if (isLeft(rest)) return rest
  return right({ events: events + rest.right.events, refusals: rest.right.refusals, isThere: true, plan })
}

/** The commands that a row is going to execute, as far as is known. */
export const commandsOf = ({ refused, create = [], update = [], add = [] }: Plan): readonly Message[] =>
  refused ? [] : [...create, ...update, ...add]

const isEmpty = ({ create = [], update = [], add = [], deferred = [] }: Plan): boolean =>
  create.length + update.length + add.length + deferred.length === 0

const replaces = ({ create = [], update = [] }: Plan): boolean => create.length + update.length > 0

const same = (a: Plan, b: Plan): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Executes a plan; when it is refused and what is there has become another, the row is planned once more. */
const executePlan = async (
  executor: Executor,
  row: ImportRow,
  plan: Plan,
  context: Context,
): Promise<Either<Failure, Tried>> => {
  const first = await execute(executor, plan, contextOf(context, plan))
  if (isLeft(first) || first.right.refusals.length === 0) return first
  if (first.right.events > 0) return first
  const settled = await executor.settle()
  if (isLeft(settled)) return settled
  const again = row.plan(executor.known)
  if (same(plan, again)) return first
  return execute(executor, again, contextOf(context, again))
}

/** Whether some commands of a row were accepted and others refused: such a row is not done at all. */
export const isHalfDone = ({ events, refusals }: Executed): boolean => events > 0 && refusals.length > 0

/** The row as it is once what was accepted of it is dropped. */
export const undone = ({ refusals }: ExecutedRow): ExecutedRow => ({ ...untouched, refusals, isThere: false })

const duplicate = ({ id, isIdGiven }: ImportRow, firstLine: number): Refusal =>
  isIdGiven ? { error: 'DuplicateId', id, firstLine } : { error: 'RowTwice', firstLine }

const untouched: ExecutedRow = { events: 0, refusals: [], isThere: true, deferred: [], times: {}, plan: {} }

/**
 * Executes a row: the commands for what differs from what is stored. `firstLine` is where the file had the row's id
 * before: saying something else about it there and then would make each import undo the one before.
 */
export const executeRow = async (
  executor: Executor,
  row: ImportRow,
  context: Context,
  firstLine: number | undefined,
): Promise<Either<Failure, ExecutedRow>> => {
  const hidden = executor.known.hides?.(row.about(executor.known)) ?? null
  if (hidden !== null) return right({ ...untouched, refusals: [hidden] })
  const plan = row.plan(executor.known)
  if (plan.refused) return right({ ...untouched, refusals: [plan.refused] })
  if (isEmpty(plan)) return right(untouched)
  if (firstLine !== undefined && replaces(plan)) return right({ ...untouched, refusals: [duplicate(row, firstLine)] })
  const given = await wasGiven(executor, plan.unlessGiven ?? [])
  if (isLeft(given)) return given
  if (given.right) return right(untouched)
  const executed = await executePlan(executor, row, plan, context)
  return isLeft(executed)
    ? executed
    : right({ ...executed.right, deferred: plan.deferred ?? [], times: plan.times ?? {} })
}
