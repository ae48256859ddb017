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
import { ignoringErrors } from '../../host/ignoring-errors.js'
import type { Failure } from '../../outcome.js'
import type { BulkOptions } from '../execution/bulk.js'
import { type ExecutionContext, executeAlone, type Result } from '../execution/executor.js'
import { createReceipt, type Executed, type GrowingReceipt, toExecuted } from '../execution/receipt.js'
import { conflictWithoutStream } from '../execution/rounds.js'
import { findEarlierParts, idOfPart, isUnfinished, recount } from './earlier-parts.js'
import { findEventTypes } from './event-types.js'
import { createPrescan, findsMore, type PartedExecution, type Prescan, prepareIndexes, readCommon } from './prescan.js'

/** The progress of a command in parts. */
type Progress = {
  readonly receipt: GrowingReceipt
  /** The sum of the counts of the changed streams. */
  count: unknown
  /** The number of the next part. */
  next: number
  /** The number of changed streams. */
  changed: number
  /** The number of attempts at the last part. */
  closingAttempts: number
}

/** The streams of one part, and whether it is the first or last one. */
type Chunk = { readonly streams: ReadonlySet<StreamName>; readonly isFirst: boolean; readonly isLast: boolean }

/** Whether a part needs the counts of all members: the first may be refused, and the last states that none are left. */
const needsTotals = ({ isFirst, isLast }: Chunk): boolean => isFirst || isLast

type Run = {
  readonly runtime: ExecutionContext
  readonly execution: PartedExecution
  readonly prescan: Prescan
  readonly progress: Progress
}

export type InPartsOptions = BulkOptions & {
  /** The meta of the command at an earlier time. */
  readonly metaAt: (at: Instant) => Meta
}

type Outcome = Either<Rejection | Failure, Executed>

/** The default maximum number of streams that a command changes in one append. */
export const usualStreamsAtOnce = 500

/** A part is this many times smaller than the maximum append, because other commands wait while it is written. */
export const partsToOnce = 4

const maxClosings = 50

const partSize = ({ streamsAtOnce }: ExecutionContext): number => Math.ceil(streamsAtOnce / partsToOnce)

/** The next streams to change. The closing part comes when all others are done. */
const nextChunk = ({ runtime, prescan, progress }: Run): Chunk => {
  const isLast = prescan.left() <= partSize(runtime)
  return { streams: prescan.take(partSize(runtime)), isFirst: progress.next === 0, isLast }
}

/** The outcome of the last attempt at a part; `null`: a member was added or has changed since the scan. */
type Attempt = { made: PartOutcome | null }

/** The decision on one part, and the lookups that guard it: no member may have been added since the scan. */
const decisionOn = (run: Run, chunk: Chunk, attempt: Attempt): { decision: Decision; guards: WeakSet<Lookup> } => {
  const { execution, prescan, progress } = run
  const { parts, decision } = execution
  const { guarded } = decision
  const guards = new WeakSet<Lookup>()
  const others = [progress.count, ...(needsTotals(chunk) ? prescan.countsExcept(chunk.streams) : [])]
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
      if (needsTotals(chunk) && !prescan.isComplete()) return nothing
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

/** Executes one part; returns `null` if more parts follow. */
const runPart = async (run: Run): Promise<Outcome | null> => {
  const { prescan, progress, execution } = run
  const chunk = nextChunk(run)
  const attempt: Attempt = { made: null }
  if (chunk.isLast) progress.closingAttempts += 1
  if (progress.closingAttempts > maxClosings) return left(conflictWithoutStream)
  const result = await executePart(run, chunk, attempt)
  const isOutdated = attempt.made === null || (needsTotals(chunk) && !prescan.isComplete())
  prescan.rescan(chunk.streams)
  if (isLeft(result)) return isOutdated && attempt.made?.isInstead === true ? null : result
  if (result.right !== null) noteAppended(run, chunk, result.right, attempt.made)
  const isDone = result.right?.events.some((event) => isClosing(execution.parts, event)) ?? false
  return isDone || (attempt.made?.isInstead === true && !isOutdated) ? right(progress.receipt.soFar()) : null
}

const runParts = async (run: Run, { onProgress, signal }: BulkOptions): Promise<Outcome> => {
  const { runtime, prescan, progress } = run
  const tell = ignoringErrors(onProgress)
  for (;;) {
    if (signal?.aborted === true) return left({ error: 'Cancelled' })
    const needsTotals = progress.next === 0 || prescan.left() <= partSize(runtime)
    const looked = await (needsTotals ? prescan.complete(signal) : prescan.scanChanged(signal))
    if (isLeft(looked)) return looked
    const ended = await runPart(run)
    tell({ done: progress.changed, total: progress.changed + prescan.left() })
    if (ended !== null) return ended
  }
}

/**
 * Executes a command in parts, each a separate append that leaves the register valid. A refusal comes before the first
 * part. Resumes an interrupted command with the same id, and returns the events of all parts.
 */
const executeInParts = async (
  runtime: ExecutionContext,
  given: PartedExecution,
  options: InPartsOptions,
): Promise<Outcome> => {
  const before = given.meta.digest === undefined ? right(null) : await findEarlierParts(runtime, given)
  if (isLeft(before)) return before
  if (before.right?.isClosed === true) return right(before.right.receipt.soFar())
  const meta = before.right === null ? given.meta : { ...options.metaAt(before.right.at) }
  const execution = { ...given, meta: { ...meta, causationId: meta.commandId } }
  const count = before.right === null ? right(execution.parts.sum([])) : await recount(runtime, execution, before.right)
  if (isLeft(count)) return count
  const progress: Progress = {
    count: count.right,
    receipt: before.right?.receipt ?? createReceipt(runtime.follower.mark()),
    next: before.right?.parts.length ?? 0,
    changed: before.right?.parts.reduce((sum, { size }) => sum + size, 0) ?? 0,
    closingAttempts: 0,
  }
  const prescan = createPrescan(runtime, execution)
  try {
    return await runParts({ runtime, execution, prescan, progress }, options)
  } finally {
    prescan.close()
  }
}

/**
 * Whether guards of the host check the command's events: then it must not be split, since between two parts the log
 * could break what a guard demands of the whole.
 */
const isGuarded = async (
  runtime: ExecutionContext,
  execution: PartedExecution,
  { signal }: BulkOptions,
): Promise<Either<StoreFailure | Cancelled, boolean>> => {
  const { guarded } = execution.decision
  if (guarded === undefined) return right(false)
  const types = await findEventTypes(runtime, execution, signal)
  return isLeft(types) ? types : right(guarded.judges(types.right))
}

const executeWhollyOrInParts = async (
  runtime: ExecutionContext,
  execution: PartedExecution,
  options: InPartsOptions,
): Promise<Outcome> => {
  await prepareIndexes(runtime)
  const common = await readCommon(runtime, execution)
  if (isLeft(common)) return common
  if (findsMore(runtime, common.right.members, runtime.streamsAtOnce)) {
    const judged = await isGuarded(runtime, execution, options)
    if (isLeft(judged)) return judged
    if (!judged.right) return executeInParts(runtime, execution, options)
  }
  const result = await executeAlone(runtime, execution)
  if (isLeft(result)) return result
  // The command was started in parts when there were more streams: finish it.
  if (result.right !== null && isUnfinished(execution.parts, result.right))
    return executeInParts(runtime, execution, options)
  return right(toExecuted(result.right, runtime.follower.mark()))
}

/** Executes a command that may change very many streams: in one append, or in parts if they are too many. */
export const executeParted = (
  runtime: ExecutionContext,
  execution: PartedExecution,
  options: InPartsOptions,
): Promise<Outcome> =>
  execution.meta.digest === undefined
    ? executeWhollyOrInParts(runtime, execution, options)
    : runtime.oneAtATime(execution.meta.commandId, () => executeWhollyOrInParts(runtime, execution, options))
