import { type ConcurrencyConflict, isStoreFailure, type Rejection, type StoreFailure } from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { inBackground } from '#platform'
import { longestTimer } from '../../timing/longest-timer.js'
import { streamWrites, unreadableEvent } from '../execution/append-batch.js'
import { type CommandExecution, type ExecutionContext, isStale } from '../execution/executor.js'
import { haveMoved, noReads, type Reads, readAtHand, readFor } from '../execution/reads.js'
import { keptMoving, mostRounds } from '../execution/rounds.js'
import { locksOn, type StreamLock, takenBy } from '../execution/stream-locks.js'
import {
  batchOfPending,
  contradicts,
  isFoundBy,
  keepReads,
  keepWrites,
  nothingPending,
  type Pending,
  statesAfter,
} from './pending.js'

/** How many events a command appends, or will; or why it is refused. */
type Decided = Either<Rejection | StoreFailure, number>

/**
 * Commands decided one after another, each on the states that those before it lead to, and appended together: as if they
 * had been executed one by one, with nobody between them. One is given at a time, and what `decide` answers holds once
 * `commit` has succeeded. A failure of the store from either drops what is pending, as `discard` does.
 */
export type CommandBatch = {
  /** Reads at the same time what commands are going to be decided on. */
  prepare(executions: readonly CommandExecution[]): Promise<void>
  /** Decides a command and answers with the number of its events; commits what is pending where it must be in the log first. */
  decide(execution: CommandExecution): Promise<Decided>
  /** Appends what is pending: all of it, or (as far as the store promises it) nothing. */
  commit(): Promise<Either<StoreFailure, void>>
  discard(): void
  /** How often something was appended. */
  commits(): number
}

/** More streams than this are not written to together. */
const mostWrites = 1_000

const isFailure = (result: Either<Rejection | StoreFailure, unknown>): boolean =>
  isLeft(result) && isStoreFailure(result.left)

/** A batch under way: what is pending, and what gives up the streams it writes to. */
type BatchState = {
  readonly runtime: ExecutionContext
  /** In milliseconds. */
  readonly expiresAfter: number
  pending: Pending
  readonly releases: (() => void)[]
  commits: number
  isExpired: boolean
  timer: NodeJS.Timeout | undefined
}

const discard = (batch: BatchState): void => {
  clearTimeout(batch.timer)
  batch.isExpired = false
  batch.pending = nothingPending()
  for (const release of batch.releases.splice(0)) release()
}

const expire = (batch: BatchState): void => {
  discard(batch)
  batch.isExpired = true
}

/** Does something during which nothing expires. */
const whileInUse = async <E, A>(
  batch: BatchState,
  work: () => Promise<Either<E, A>>,
): Promise<Either<E | ConcurrencyConflict, A>> => {
  clearTimeout(batch.timer)
  const hasExpired = batch.isExpired
  batch.isExpired = false
  try {
    return hasExpired ? left(keptMoving) : await work()
  } finally {
    if (batch.releases.length > 0)
      batch.timer = inBackground(setTimeout(expire, Math.min(batch.expiresAfter, longestTimer), batch))
  }
}

/** Refusals alone append nothing, and hold as long as nothing has moved. */
const confirm = async ({ runtime, pending }: BatchState): Promise<Either<StoreFailure, void>> => {
  const stale = pending.read.size === 0 ? right(false) : await isStale(runtime)
  if (isLeft(stale)) return stale
  return stale.right ? left(keptMoving) : right(undefined)
}

const append = async (batch: BatchState): Promise<Either<StoreFailure, void>> => {
  const { store, follower } = batch.runtime
  const appending = batchOfPending(batch.pending, follower.mark())
  if (appending === null) return confirm(batch)
  const appended = await store.append(appending)()
  if (!isLeft(appended)) {
    batch.commits += 1
    return (await follower.observe(appended.right)) ?? right(undefined)
  }
  const caughtUp = appended.left.error === 'ConcurrencyConflict' ? await follower.catchUp() : right(undefined)
  return isLeft(caughtUp) ? caughtUp : appended
}

const commitNow = async (batch: BatchState): Promise<Either<StoreFailure, void>> => {
  try {
    return await append(batch)
  } finally {
    discard(batch)
  }
}

const mustCommitBefore = ({ pending }: BatchState, { meta }: CommandExecution, reads: Reads): boolean =>
  pending.writes.length >= mostWrites || pending.commandIds.has(meta.commandId) || isFoundBy(pending, reads)

const decideOn = (batch: BatchState, execution: CommandExecution, reads: Reads, lock: StreamLock | null): Decided => {
  const { runtime, pending, releases } = batch
  const outcome = execution.decision.decide(reads.answers, execution.data, execution.meta)
  const made = isLeft(outcome) ? [] : streamWrites(outcome.right, reads, execution.meta, runtime.events)
  const refused = unreadableEvent(made, runtime.events)
  if (refused !== null) return left(refused)
  keepReads(pending, reads)
  if (isLeft(outcome)) return outcome
  keepWrites(pending, outcome.right, made, reads)
  if (made.length > 0) releases.push(runtime.locks.hold(takenBy(made, reads), lock))
  return right(made.reduce((sum, { events }) => sum + events.length, 0))
}

type Attempt = Decided | 'retry' | { readonly waiting: Promise<StreamLock> }

const attempt = async (batch: BatchState, execution: CommandExecution, lock: StreamLock | null): Promise<Attempt> => {
  const { runtime, pending } = batch
  const sources = { ...runtime, states: statesAfter(pending, runtime.states) }
  const reads = noReads()
  const read = readAtHand(execution, sources, reads) ? right(reads) : await readFor(execution, sources, reads)
  if (isLeft(read)) return read
  const others = [...locksOn(reads)].filter((stream) => !batch.pending.states.has(stream))
  const waiting = runtime.locks.acquire(others)
  if (waiting !== null) return { waiting }
  if (haveMoved(reads)) return 'retry'
  if (contradicts(batch.pending, reads)) return left(keptMoving)
  if (!mustCommitBefore(batch, execution, reads)) return decideOn(batch, execution, reads, lock)
  const committed = await commitNow(batch)
  return isLeft(committed) ? committed : 'retry'
}

const decideWithLock = async (batch: BatchState, execution: CommandExecution): Promise<Decided> => {
  const { locks } = batch.runtime
  let lock: StreamLock | null = null
  try {
    for (let round = 0; round < mostRounds; round += 1) {
      const attempted = await attempt(batch, execution, lock)
      if (attempted !== 'retry' && '_tag' in attempted) return attempted
      if (lock !== null) locks.release(lock)
      lock = null
      if (attempted === 'retry') continue
      // Two batches that wait for each other's streams would wait for ever: what waits holds none.
      const committed = await commitNow(batch)
      lock = await attempted.waiting
      if (isLeft(committed)) return committed
      if (lock.failure !== null) return left(lock.failure)
    }
    return left(keptMoving)
  } finally {
    if (lock !== null) locks.release(lock)
  }
}

const decide = async (batch: BatchState, execution: CommandExecution): Promise<Decided> => {
  const decided = await whileInUse(batch, () => decideWithLock(batch, execution))
  if (isFailure(decided)) discard(batch)
  return decided
}

/**
 * A batch of commands with nothing in it. What is pending for longer than `expiresAfter` milliseconds without a call is
 * dropped, for others wait for its streams; the next call tells of it as a conflict.
 */
export const createCommandBatch = (runtime: ExecutionContext, expiresAfter: number): CommandBatch => {
  const batch: BatchState = {
    runtime,
    expiresAfter,
    pending: nothingPending(),
    releases: [],
    commits: 0,
    isExpired: false,
    timer: undefined,
  }
  return {
    prepare: async (executions) => {
      // What cannot be read is read again, and told, when the command is decided.
      await Promise.all(executions.map((execution) => readFor(execution, runtime)))
    },
    decide: (execution) => decide(batch, execution),
    commit: () => whileInUse(batch, () => commitNow(batch)),
    discard: () => discard(batch),
    commits: () => batch.commits,
  }
}
