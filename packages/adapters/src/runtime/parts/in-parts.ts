import {
  type Appended,
  type Cancelled,
  type Decision,
  decidePart,
  type Instant,
  isClosing,
  type Lookup,
  type Meta,
  membersAmong,
  type Need,
  nothing,
  type PartOutcome,
  type Rejection,
  type StoreFailure,
  type StreamName,
} from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { Failure } from '../../outcome.js'
import type { BulkOptions } from '../execution/bulk.js'
import { type ExecutionContext, executeAlone, type Result } from '../execution/executor.js'
import { createReceipt, type Executed, executedBy, type GrowingReceipt } from '../execution/receipt.js'
import { keptMoving } from '../execution/rounds.js'
import { countAgain, earlierParts, idOfPart, isUnfinished } from './earlier-parts.js'
import { eventTypesOf } from './event-types.js'
import { createSurvey, findsMore, type PartedExecution, prepareFinding, readCommon, type Survey } from './prescan.js'

/** How far a command in parts has come. */
type Progress = {
  readonly receipt: GrowingReceipt
  /** What was counted of the streams that were changed. */
  count: unknown
  /** The number of the next part. */
  next: number
  /** How many streams were changed. */
  changed: number
  /** How often the last part was tried. */
  closings: number
}

/** What one part is about. */
type Chunk = { readonly streams: ReadonlySet<StreamName>; readonly isFirst: boolean; readonly isLast: boolean }

/** Whether a part is decided by all there are: the first may be refused, and the last says that no more are left. */
const isWhole = ({ isFirst, isLast }: Chunk): boolean => isFirst || isLast

type Run = {
  readonly runtime: ExecutionContext
  readonly execution: PartedExecution
  readonly survey: Survey
  readonly progress: Progress
}

export type InPartsOptions = BulkOptions & {
  /** The meta of the command as if it were given at an earlier time. */
  readonly metaAt: (at: Instant) => Meta
}

type Ended = Either<Rejection | Failure, Executed>

/** How many streams a command changes in one append, if the host does not say. */
export const usualStreamsAtOnce = 500

/** A part is so many times smaller than what is changed at once, for others wait while it is written. */
export const partsToOnce = 4

const mostClosings = 50

const partSize = ({ streamsAtOnce }: ExecutionContext): number => Math.ceil(streamsAtOnce / partsToOnce)

/** The next streams to change. The whole is closed only when all others are done. */
const nextChunk = ({ runtime, survey, progress }: Run): Chunk => {
  const isLast = survey.left() <= partSize(runtime)
  return { streams: survey.take(partSize(runtime)), isFirst: progress.next === 0, isLast }
}

/** What was made of the last attempt at a part; `null`: something has come or moved that was not looked at. */
type Attempt = { made: PartOutcome | null }

/** The decision on one part, and the lookups that guard it: nobody must have come since all were looked at. */
const decisionOn = (run: Run, chunk: Chunk, attempt: Attempt): { decision: Decision; guards: WeakSet<Lookup> } => {
  const { execution, survey, progress } = run
  const { parts, decision } = execution
  const { guarded } = decision
  const guards = new WeakSet<Lookup>()
  const others = [progress.count, ...(isWhole(chunk) ? survey.countsBut(chunk.streams) : [])]
  const total = (own: unknown): unknown => parts.sum([...others, own])
  const reads: Decision['steps'][number] = (data, meta, answers) => {
    const members = parts.members(data, meta, answers)
    const needs: Record<string, Need> = { ...membersAmong(members, chunk.streams) }
    if (!chunk.isLast) return needs
    for (const [name, { found }] of Object.entries(members)) {
      guards.add(found)
      needs[`${name}Guarded`] = found
    }
    return needs
  }
  const part: Decision = {
    ...decision,
    steps: [...parts.steps, reads],
    decide: (answers, data, meta) => {
      attempt.made = null
      if (isWhole(chunk) && !survey.isComplete()) return nothing
      attempt.made = decidePart(parts, { ...chunk, total }, answers, data, meta)
      return attempt.made.outcome
    },
  }
  return { guards, decision: guarded?.around(part) ?? part }
}

const withGuards = (runtime: ExecutionContext, guards: WeakSet<Lookup>): ExecutionContext => ({
  ...runtime,
  lookups: (lookup) => {
    if (!guards.has(lookup)) return runtime.lookups(lookup)
    const position = runtime.follower.position()
    return { streams: [], guards: lookup.keys.map((key) => ({ index: lookup.index, key, position })) }
  },
})

const executePart = (run: Run, chunk: Chunk, attempt: Attempt): Promise<Result> => {
  const { decision, guards } = decisionOn(run, chunk, attempt)
  const { data, meta } = run.execution
  const commandId = idOfPart(meta.commandId, run.progress.next)
  return executeAlone(withGuards(run.runtime, guards), { decision, data, meta: { ...meta, commandId } })
}

const noteAppended = (
  { execution, progress }: Run,
  { streams }: Chunk,
  appended: Appended,
  made: PartOutcome | null,
): void => {
  progress.receipt.add(appended)
  progress.next += 1
  progress.changed += streams.size
  if (made !== null) progress.count = execution.parts.sum([progress.count, made.count])
}

/** Carries out one part; the answer is `null` where more is to be done. */
const carryOutPart = async (run: Run): Promise<Ended | null> => {
  const { survey, progress, execution } = run
  const chunk = nextChunk(run)
  const attempt: Attempt = { made: null }
  if (chunk.isLast) progress.closings += 1
  if (progress.closings > mostClosings) return left(keptMoving)
  const result = await executePart(run, chunk, attempt)
  const isOutdated = attempt.made === null || (isWhole(chunk) && !survey.isComplete())
  survey.lookAgainAt(chunk.streams)
  if (isLeft(result)) return isOutdated && attempt.made?.isInstead === true ? null : result
  if (result.right !== null) noteAppended(run, chunk, result.right, attempt.made)
  const isDone = result.right?.events.some((event) => isClosing(execution.parts, event)) ?? false
  return isDone || (attempt.made?.isInstead === true && !isOutdated) ? right(progress.receipt.soFar()) : null
}

const carryOutAll = async (run: Run, { onProgress, signal }: BulkOptions): Promise<Ended> => {
  const { runtime, survey, progress } = run
  for (;;) {
    if (signal?.aborted === true) return left({ error: 'Cancelled' })
    const isWhole = progress.next === 0 || survey.left() <= partSize(runtime)
    const looked = await (isWhole ? survey.complete(signal) : survey.lookAtMoved(signal))
    if (isLeft(looked)) return looked
    const ended = await carryOutPart(run)
    onProgress?.({ done: progress.changed, total: progress.changed + survey.left() })
    if (ended !== null) return ended
  }
}

/**
 * Carries out a command in parts, each an append of its own that leaves the register valid. What is refused is refused
 * before the first of them. Goes on where the same command, known by its id, was left, and answers with everything.
 */
const executeInParts = async (
  runtime: ExecutionContext,
  given: PartedExecution,
  options: InPartsOptions,
): Promise<Ended> => {
  const before = given.meta.digest === undefined ? right(null) : await earlierParts(runtime, given)
  if (isLeft(before)) return before
  if (before.right?.isClosed === true) return right(before.right.receipt.soFar())
  const meta = before.right === null ? given.meta : { ...options.metaAt(before.right.at) }
  const execution = { ...given, meta: { ...meta, causationId: meta.commandId } }
  const count =
    before.right === null ? right(execution.parts.sum([])) : await countAgain(runtime, execution, before.right)
  if (isLeft(count)) return count
  const progress: Progress = {
    count: count.right,
    receipt: before.right?.receipt ?? createReceipt(runtime.follower.mark()),
    next: before.right?.parts.length ?? 0,
    changed: before.right?.parts.reduce((sum, { size }) => sum + size, 0) ?? 0,
    closings: 0,
  }
  const survey = createSurvey(runtime, execution)
  try {
    return await carryOutAll({ runtime, execution, survey, progress }, options)
  } finally {
    survey.close()
  }
}

/** Whether guards of the host judge what a command appends: between two parts they could be contradicted. */
const isJudged = async (
  runtime: ExecutionContext,
  execution: PartedExecution,
  { signal }: BulkOptions,
): Promise<Either<StoreFailure | Cancelled, boolean>> => {
  const { guarded } = execution.decision
  if (guarded === undefined) return right(false)
  const types = await eventTypesOf(runtime, execution, signal)
  return isLeft(types) ? types : right(guarded.judges(types.right))
}

const executeWhollyOrInParts = async (
  runtime: ExecutionContext,
  execution: PartedExecution,
  options: InPartsOptions,
): Promise<Ended> => {
  await prepareFinding(runtime)
  const common = await readCommon(runtime, execution)
  if (isLeft(common)) return common
  if (findsMore(runtime, common.right.members, runtime.streamsAtOnce)) {
    const judged = await isJudged(runtime, execution, options)
    if (isLeft(judged)) return judged
    if (!judged.right) return executeInParts(runtime, execution, options)
  }
  const result = await executeAlone(runtime, execution)
  if (isLeft(result)) return result
  // The first part of what was begun when there were more.
  if (result.right !== null && isUnfinished(execution.parts, result.right))
    return executeInParts(runtime, execution, options)
  return right(executedBy(result.right, runtime.follower.mark()))
}

/** Carries out a command that may change very many streams: in one append, or in parts where they are too many for it. */
export const executeParted = (
  runtime: ExecutionContext,
  execution: PartedExecution,
  options: InPartsOptions,
): Promise<Ended> =>
  execution.meta.digest === undefined
    ? executeWhollyOrInParts(runtime, execution, options)
    : runtime.oneAtATime(execution.meta.commandId, () => executeWhollyOrInParts(runtime, execution, options))
