import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import type { Batch, BatchedOutcome } from '../batch.js'
import type { Failure } from '../outcome.js'
import type { Context } from '../runtime/execution/context.js'
import type { ImportTarget } from './target.js'

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

const runInBatch = async <Result>(
  target: ImportTarget,
  batch: Batch,
  jobs: readonly Job<Result>[],
): Promise<{ readonly ran: readonly Ran<Result>[]; readonly failure: Failure | null }> => {
  const executor = batchExecutor(target, batch)
  const ran: Ran<Result>[] = []
  for (const job of jobs) {
    const result = await job.run(executor)
    if (isLeft(result)) return { ran, failure: result.left }
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

/**
 * Runs jobs in order, their commands in one batch. Where the batch fails for what one command alone need not meet, those
 * that are not in the log are run once more, one by one.
 */
export const runTogether = async <Result>(
  target: ImportTarget,
  jobs: readonly Job<Result>[],
  prepare: (batch: Batch) => Promise<void> = async () => {},
): Promise<Failure | null> => {
  const batch = target.batch()
  try {
    await prepare(batch)
    const { ran, failure } = await runInBatch(target, batch, jobs)
    const isThere = ({ commits }: Ran<Result>): boolean => failure === null || commits < batch.commits()
    const there = ran.filter(isThere)
    for (const { job, result } of there) job.done(result)
    if (failure === null || !concernsBatch(failure)) return failure
    return await runOneByOne(target, jobs.slice(there.length))
  } finally {
    batch.discard()
  }
}
