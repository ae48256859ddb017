import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import type { Batch, BatchedOutcome } from '../batch.js'
import type { Failure } from '../outcome.js'
import type { Context } from '../runtime/execution/context.js'
import type { ImportTarget } from './target/target.js'

/** How many rows are executed together at most. */
export const mostTogether = 128

/** What executes the commands of rows. */
export type Executor = Pick<ImportTarget, 'known' | 'wasGiven'> & {
  /** Whether an address belongs to a person who was erased. */
  isBlocked(address: string): Promise<boolean>
  /** Answers with the number of events. */
  execute(command: unknown, context: Context): Promise<BatchedOutcome>
  /** Makes `known` show what was executed. */
  settle(): Promise<Either<Failure, void>>
}

/** Something to execute, and what to do with what came of it, once that is in the log. */
export type Job<Result> = {
  readonly run: (executor: Executor) => Promise<Either<Failure, Result>>
  readonly done: (result: Result) => void
  /** What is to be told of a result whose commands are dropped again, for it is to be done whole or not at all; `null` where it is. */
  readonly dropped?: (result: Result) => Result | null
}

const nobody = async (): Promise<boolean> => false

const executorOf = ({ known, wasGiven, isBlocked = nobody, execute }: ImportTarget): Executor => ({
  known,
  wasGiven,
  isBlocked,
  execute: async (command, context) => {
    const outcome = await execute(command, context)
    return isLeft(outcome) ? outcome : right(outcome.right.events.length)
  },
  settle: async () => right(undefined),
})

const batchExecutor = (
  { known, wasGiven, isBlocked = nobody }: ImportTarget,
  { execute, commit }: Batch,
): Executor => ({
  known,
  wasGiven,
  isBlocked,
  execute,
  settle: commit,
})

type Ran<Result> = { readonly job: Job<Result>; readonly result: Result; readonly commits: number }

/** How far jobs came: those that ran, and one that ran in part, whose commands are to be dropped. */
type InBatch<Result> = {
  readonly ran: readonly Ran<Result>[]
  readonly failure: Failure | null
  readonly partly?: { readonly job: Job<Result>; readonly told: Result }
}

const runInBatch = async <Result>(
  target: ImportTarget,
  batch: Batch,
  jobs: readonly Job<Result>[],
): Promise<InBatch<Result>> => {
  const executor = batchExecutor(target, batch)
  const ran: Ran<Result>[] = []
  for (const job of jobs) {
    const before = batch.commits()
    const result = await job.run(executor)
    if (isLeft(result)) return { ran, failure: result.left }
    const told = batch.commits() === before ? (job.dropped?.(result.right) ?? null) : null
    if (told !== null) return { ran, failure: null, partly: { job, told } }
    ran.push({ job, result: result.right, commits: batch.commits() })
  }
  const committed = await batch.commit()
  return { ran, failure: isLeft(committed) ? committed.left : null }
}

const runOneByOne = async <Result>(target: ImportTarget, jobs: readonly Job<Result>[]): Promise<Failure | null> => {
  const executor = executorOf(target)
  for (const job of jobs) {
    const result = await job.run(executor)
    if (isLeft(result)) return result.left
    job.done(result.right)
  }
  return null
}

// What one command alone may not meet: others were quicker, it is too much at once, or its id was used.
const concernsBatch = ({ error }: Failure): boolean =>
  error === 'ConcurrencyConflict' || error === 'AppendRefused' || error === 'CommandIdReused'

type Round<Result> = { readonly left: readonly Job<Result>[]; readonly failure: Failure | null }

/** Drops what is pending: that of a job that is not to be done in part, and of those before it, which run again. */
const withoutPart = async <Result>(
  target: ImportTarget,
  jobs: readonly Job<Result>[],
  there: number,
  { job, told }: NonNullable<InBatch<Result>['partly']>,
): Promise<Round<Result>> => {
  const at = jobs.indexOf(job)
  const failure = await runTogether(target, jobs.slice(there, at))
  if (failure === null) job.done(told)
  return { left: jobs.slice(at + 1), failure }
}

const runRound = async <Result>(
  target: ImportTarget,
  jobs: readonly Job<Result>[],
  prepare: (batch: Batch) => Promise<void>,
): Promise<Round<Result>> => {
  const batch = target.batch()
  try {
    await prepare(batch)
    const { ran, failure, partly } = await runInBatch(target, batch, jobs)
    const isAll = failure === null && partly === undefined
    const there = ran.filter(({ commits }) => isAll || commits < batch.commits())
    for (const { job, result } of there) job.done(result)
    batch.discard()
    if (partly !== undefined) return await withoutPart(target, jobs, there.length, partly)
    if (failure === null || !concernsBatch(failure)) return { left: [], failure }
    return { left: [], failure: await runOneByOne(target, jobs.slice(there.length)) }
  } finally {
    batch.discard()
  }
}

/**
 * Runs jobs in order, their commands in one batch. Where the batch fails for what one command alone need not meet, those
 * that are not in the log are run once more, one by one.
 */
export const runTogether = async <Result>(
  target: ImportTarget,
  jobs: readonly Job<Result>[],
  prepare: (batch: Batch) => Promise<void> = async () => {},
): Promise<Failure | null> => {
  let round: Round<Result> = { left: jobs, failure: null }
  while (round.left.length > 0 && round.failure === null) round = await runRound(target, round.left, prepare)
  return round.failure
}
