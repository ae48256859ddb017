import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import { yieldToEventLoop } from '#platform'
import type { Batch, BatchedOutcome } from '../batch.js'
import type { Failure } from '../outcome.js'
import type { Context } from '../runtime/execution/context.js'
import type { ImportTarget } from './target/target.js'

const rowsBetweenPauses = 128

/** The maximum number of rows executed together: more on a remote store, since each group costs round trips. */
export const maxRowsTogether = ({ isRemote }: ImportTarget): number => (isRemote ? 512 : rowsBetweenPauses)

/** Executes the commands of rows. */
export type Executor = Pick<ImportTarget, 'known' | 'wasGiven'> & {
  /** Whether an address belongs to an erased person. */
  isBlocked(address: string): Promise<boolean>
  /** Executes a command; resolves with the number of events. */
  execute(command: unknown, context: Context): Promise<BatchedOutcome>
  /** Commits, so that `known` shows what was executed. */
  settle(): Promise<Either<Failure, void>>
}

/** Work to execute, and a callback for its result once it is in the log. */
export type Job<Result> = {
  readonly run: (executor: Executor) => Promise<Either<Failure, Result>>
  readonly done: (result: Result) => void
  /** The result to report if the job must be undone because it was only partly done; `null` if it is complete. */
  readonly dropped?: (result: Result) => Result | null
}

const noneBlocked = async (): Promise<boolean> => false

const executorOf = ({ known, wasGiven, isBlocked = noneBlocked, execute }: ImportTarget): Executor => ({
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
  { known, wasGiven, isBlocked = noneBlocked }: ImportTarget,
  { execute, commit }: Batch,
): Executor => ({
  known,
  wasGiven,
  isBlocked,
  execute,
  settle: commit,
})

type FinishedJob<Result> = { readonly job: Job<Result>; readonly result: Result; readonly commits: number }

/** The progress of jobs in a batch: those that ran, and one that ran only partly, whose commands must be dropped. */
type InBatch<Result> = {
  readonly ran: readonly FinishedJob<Result>[]
  readonly failure: Failure | null
  readonly partlyDone?: { readonly job: Job<Result>; readonly told: Result }
}

const runInBatch = async <Result>(
  target: ImportTarget,
  batch: Batch,
  jobs: readonly Job<Result>[],
): Promise<InBatch<Result>> => {
  const executor = batchExecutor(target, batch)
  const ran: FinishedJob<Result>[] = []
  for (const job of jobs) {
    const before = batch.commits()
    const result = await job.run(executor)
    if (isLeft(result)) return { ran, failure: result.left }
    const told = batch.commits() === before ? (job.dropped?.(result.right) ?? null) : null
    if (told !== null) return { ran, failure: null, partlyDone: { job, told } }
    ran.push({ job, result: result.right, commits: batch.commits() })
    if (ran.length % rowsBetweenPauses === 0) await yieldToEventLoop()
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

// Failures that a single command may avoid: a conflict, an append that is too large, or a reused command id.
const mayAvoidAlone = ({ error }: Failure): boolean =>
  error === 'ConcurrencyConflict' || error === 'AppendRefused' || error === 'CommandIdReused'

type Round<Result> = { readonly left: readonly Job<Result>[]; readonly failure: Failure | null }

/** Handles a partly done job: its batch is discarded, so the jobs before it run again; the job itself stays undone. */
const handlePart = async <Result>(
  target: ImportTarget,
  jobs: readonly Job<Result>[],
  there: number,
  { job, told }: NonNullable<InBatch<Result>['partlyDone']>,
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
    const { ran, failure, partlyDone: partly } = await runInBatch(target, batch, jobs)
    const isAll = failure === null && partly === undefined
    const there = ran.filter(({ commits }) => isAll || commits < batch.commits())
    for (const { job, result } of there) job.done(result)
    batch.discard()
    if (partly !== undefined) return await handlePart(target, jobs, there.length, partly)
    if (failure === null || !mayAvoidAlone(failure)) return { left: [], failure }
    return { left: [], failure: await runOneByOne(target, jobs.slice(there.length)) }
  } finally {
    batch.discard()
  }
}

/**
 * Runs jobs in order, with their commands in one batch. If the batch fails in a way that single commands may avoid, the
 * jobs that are not in the log run again, one by one.
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
