import {
  type Appended,
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
  type StreamName,
} from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { Failure } from '../../outcome.js'
import type { BulkOptions } from '../execution/bulk.js'
import { executeAlone, keptMoving, type Result, type Workshop } from '../execution/executor.js'
import { createReceipt, type GrowingReceipt, type Receipt, receiptOf } from '../execution/receipt.js'
import { countAgain, earlierParts, idOfPart, isUnfinished } from './earlier-parts.js'
import { createSurvey, findsMore, type PartedTask, prepareFinding, readCommon, type Survey } from './prescan.js'

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
  readonly workshop: Workshop
  readonly task: PartedTask
  readonly survey: Survey
  readonly progress: Progress
}

export type InPartsOptions = BulkOptions & {
  /** The meta of the command as if it were given at an earlier time. */
  readonly metaAt: (at: Instant) => Meta
}

type Ended = Either<Rejection | Failure, Receipt>

/** How many streams a command changes in one append, if the host does not say. */
export const usualStreamsAtOnce = 500

/** A part is so many times smaller than what is changed at once, for others wait while it is written. */
export const partsToOnce = 4

const mostClosings = 50

const partSize = ({ streamsAtOnce }: Workshop): number => Math.ceil(streamsAtOnce / partsToOnce)

/** The next streams to change. The whole is closed only when all others are done. */
const nextChunk = ({ workshop, survey, progress }: Run): Chunk => {
  const isLast = survey.left() <= partSize(workshop)
  return { streams: survey.take(partSize(workshop)), isFirst: progress.next === 0, isLast }
}

/** What was made of the last attempt at a part; `null`: something has come or moved that was not looked at. */
type Attempt = { made: PartOutcome | null }

/** The decision on one part, and the lookups that guard it: nobody must have come since all were looked at. */
const decisionOn = (run: Run, chunk: Chunk, attempt: Attempt): { decision: Decision; guards: WeakSet<Lookup> } => {
  const { task, survey, progress } = run
  const { parts, decision } = task
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
  return {
    guards,
    decision: {
      ...decision,
      steps: [...parts.steps, reads],
      decide: (answers, data, meta) => {
        attempt.made = null
        if (isWhole(chunk) && !survey.isComplete()) return nothing
        attempt.made = decidePart(parts, { ...chunk, total }, answers, data, meta)
        return attempt.made.outcome
      },
    },
  }
}

const withGuards = (workshop: Workshop, guards: WeakSet<Lookup>): Workshop => ({
  ...workshop,
  lookups: (lookup) => {
    if (!guards.has(lookup)) return workshop.lookups(lookup)
    const position = workshop.follower.position()
    return { streams: [], guards: lookup.keys.map((key) => ({ index: lookup.index, key, position })) }
  },
})

const executePart = (run: Run, chunk: Chunk, attempt: Attempt): Promise<Result> => {
  const { decision, guards } = decisionOn(run, chunk, attempt)
  const { data, meta } = run.task
  const commandId = idOfPart(meta.commandId, run.progress.next)
  return executeAlone(withGuards(run.workshop, guards), { decision, data, meta: { ...meta, commandId } })
}

const noteAppended = (
  { task, progress }: Run,
  { streams }: Chunk,
  appended: Appended,
  made: PartOutcome | null,
): void => {
  progress.receipt.add(appended)
  progress.next += 1
  progress.changed += streams.size
  if (made !== null) progress.count = task.parts.sum([progress.count, made.count])
}

/** Carries out one part; the answer is `null` where more is to be done. */
const carryOutPart = async (run: Run): Promise<Ended | null> => {
  const { survey, progress, task } = run
  const chunk = nextChunk(run)
  const attempt: Attempt = { made: null }
  if (chunk.isLast) progress.closings += 1
  if (progress.closings > mostClosings) return left(keptMoving)
  const result = await executePart(run, chunk, attempt)
  const isOutdated = attempt.made === null || (isWhole(chunk) && !survey.isComplete())
  survey.lookAgainAt(chunk.streams)
  if (isLeft(result)) return isOutdated && attempt.made?.isInstead === true ? null : result
  if (result.right !== null) noteAppended(run, chunk, result.right, attempt.made)
  const isDone = result.right?.events.some((event) => isClosing(task.parts, event)) ?? false
  return isDone || (attempt.made?.isInstead === true && !isOutdated) ? right(progress.receipt.soFar()) : null
}

const carryOutAll = async (run: Run, { onProgress, signal }: BulkOptions): Promise<Ended> => {
  const { workshop, survey, progress } = run
  for (;;) {
    if (signal?.aborted === true) return left({ error: 'Cancelled' })
    const isWhole = progress.next === 0 || survey.left() <= partSize(workshop)
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
const executeInParts = async (workshop: Workshop, given: PartedTask, options: InPartsOptions): Promise<Ended> => {
  const before = given.meta.digest === undefined ? right(null) : await earlierParts(workshop, given)
  if (isLeft(before)) return before
  if (before.right?.isClosed === true) return right(before.right.receipt.soFar())
  const meta = before.right === null ? given.meta : { ...options.metaAt(before.right.at) }
  const task = { ...given, meta: { ...meta, causationId: meta.commandId } }
  const count = before.right === null ? right(task.parts.sum([])) : await countAgain(workshop, task, before.right)
  if (isLeft(count)) return count
  const progress: Progress = {
    count: count.right,
    receipt: before.right?.receipt ?? createReceipt(workshop.follower.mark()),
    next: before.right?.parts.length ?? 0,
    changed: before.right?.parts.reduce((sum, { size }) => sum + size, 0) ?? 0,
    closings: 0,
  }
  const survey = createSurvey(workshop, task)
  try {
    return await carryOutAll({ workshop, task, survey, progress }, options)
  } finally {
    survey.close()
  }
}

const executeWhollyOrInParts = async (
  workshop: Workshop,
  task: PartedTask,
  options: InPartsOptions,
): Promise<Ended> => {
  await prepareFinding(workshop)
  const common = await readCommon(workshop, task)
  if (isLeft(common)) return common
  if (findsMore(workshop, common.right.members, workshop.streamsAtOnce)) return executeInParts(workshop, task, options)
  const result = await executeAlone(workshop, task)
  if (isLeft(result)) return result
  // The first part of what was begun when there were more.
  if (result.right !== null && isUnfinished(task.parts, result.right)) return executeInParts(workshop, task, options)
  return right(receiptOf(result.right, workshop.follower.mark()))
}

/** Carries out a command that may change very many streams: in one append, or in parts where they are too many for it. */
export const executeParted = (workshop: Workshop, task: PartedTask, options: InPartsOptions): Promise<Ended> =>
  task.meta.digest === undefined
    ? executeWhollyOrInParts(workshop, task, options)
    : workshop.oneAtATime(task.meta.commandId, () => executeWhollyOrInParts(workshop, task, options))
