import { type ConcurrencyConflict, isStoreFailure, type StoreFailure } from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { inBackground } from '#platform'
import { longestTimer } from '../../timing/longest-timer.js'
import { streamWrites, unreadableEvent } from '../execution/append-batch.js'
import {
  type CommandExecution,
  type ExecutionContext,
  type ExecutionFailure,
  findEarlier,
  isStale,
} from '../execution/executor.js'
import { createReads, haveChanged, type Reads, readAll, readCached } from '../execution/reads.js'
import { conflictWithoutStream, maxRounds } from '../execution/rounds.js'
import { lockNames, type StreamLock, toLock } from '../execution/stream-locks.js'
import { dependsOnSight } from '../out-of-sight/redact-refusal.js'
import {
  addReads,
  addWrites,
  createPending,
  hasChanged,
  isFoundByLookup,
  type Pending,
  statesWithPending,
  toAppendBatch,
} from './pending.js'

/** The number of events that a command appends, or its refusal. */
type Decided = Either<ExecutionFailure, number>

/**
 * Decides commands one after another, each on the states after those before it, and appends them together, as if they
 * were executed in sequence without interruption. Call `decide` for one command at a time; its results are valid once
 * `commit` succeeds. A store failure from either call drops the pending events, as `discard` does.
 */
export type CommandBatch = {
  /** Reads the states for several commands concurrently, before they are decided. */
  prepare(executions: readonly CommandExecution[]): Promise<void>
  /**
   * Decides a command and returns the number of its events; commits pending events first if the command depends on
   * them.
   */
  decide(execution: CommandExecution): Promise<Decided>
  /** Appends the pending events: all, or (as far as the store guarantees it) none. */
  commit(): Promise<Either<StoreFailure, void>>
  discard(): void
  /** The number of appends. */
  commits(): number
}

/** The maximum number of stream writes in one append. */
const maxWrites = 1_000

const isFailure = (result: Either<ExecutionFailure, unknown>): boolean => isLeft(result) && isStoreFailure(result.left)

/** The state of a batch: the pending events, and the functions that release the locks on its streams. */
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
  batch.pending = createPending()
  for (const release of batch.releases.splice(0)) release()
}

const expire = (batch: BatchState): void => {
  discard(batch)
  batch.isExpired = true
}

/** Runs work during which the batch cannot expire. */
const withoutExpiry = async <E, A>(
  batch: BatchState,
  work: () => Promise<Either<E, A>>,
): Promise<Either<E | ConcurrencyConflict, A>> => {
  clearTimeout(batch.timer)
  const hasExpired = batch.isExpired
  batch.isExpired = false
  try {
    return hasExpired ? left(conflictWithoutStream) : await work()
  } finally {
    if (batch.releases.length > 0)
      batch.timer = inBackground(setTimeout(expire, Math.min(batch.expiresAfter, longestTimer), batch))
  }
}

/** Confirms a batch without events: its refusals are valid if the log has not moved on. */
const confirm = async ({ runtime, pending }: BatchState): Promise<Either<StoreFailure, void>> => {
  const stale = pending.read.size === 0 ? right(false) : await isStale(runtime)
  if (isLeft(stale)) return stale
  return stale.right ? left(conflictWithoutStream) : right(undefined)
}

const append = async (batch: BatchState): Promise<Either<StoreFailure, void>> => {
  const { store, follower } = batch.runtime
  const toAppend = toAppendBatch(batch.pending, follower.mark())
  if (toAppend === null) return confirm(batch)
  const appended = await store.append(toAppend)()
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

const mustCommitBefore = ({ pending }: BatchState, reads: Reads): boolean =>
  pending.writes.length >= maxWrites || isFoundByLookup(pending, reads)

// `null`: the pending events must be committed first, since only then the views show what the actor may see.
const decideOn = (
  batch: BatchState,
  execution: CommandExecution,
  reads: Reads,
  lock: StreamLock | null,
): Decided | null => {
  const { runtime, pending, releases } = batch
  const outcome = execution.decision.decide(reads.answers, execution.data, execution.meta)
  if (isLeft(outcome) && pending.writes.length > 0 && dependsOnSight(outcome.left, execution)) return null
  const newWrites = isLeft(outcome) ? [] : streamWrites(outcome.right, reads, execution.meta, runtime.events)
  const refused = unreadableEvent(newWrites, runtime.events)
  if (refused !== null) return left(refused)
  addReads(pending, reads)
  if (isLeft(outcome)) return left(runtime.redact(outcome.left, execution))
  addWrites(pending, outcome.right, newWrites, reads)
  if (newWrites.length > 0) releases.push(runtime.locks.hold(toLock(newWrites, reads), lock))
  return right(newWrites.reduce((sum, { events }) => sum + events.length, 0))
}

type Attempt = Decided | 'retry' | { readonly waiting: Promise<StreamLock> }

const attempt = async (batch: BatchState, execution: CommandExecution, lock: StreamLock | null): Promise<Attempt> => {
  const { runtime, pending } = batch
  const sources = { ...runtime, states: statesWithPending(pending, runtime.states) }
  const reads = createReads()
  const read = readCached(execution, sources, reads) ? right(reads) : await readAll(execution, sources, reads)
  if (isLeft(read)) return read
  const others = [...lockNames(reads)].filter((stream) => !batch.pending.states.has(stream))
  const waiting = runtime.locks.acquire(others)
  if (waiting !== null) return { waiting }
  if (haveChanged(reads)) return 'retry'
  if (hasChanged(batch.pending, reads)) return left(conflictWithoutStream)
  const decided = mustCommitBefore(batch, reads) ? null : decideOn(batch, execution, reads, lock)
  if (decided !== null) return decided
  const committed = await commitNow(batch)
  return isLeft(committed) ? committed : 'retry'
}

const decideWithLock = async (batch: BatchState, execution: CommandExecution): Promise<Decided> => {
  const { locks } = batch.runtime
  let lock: StreamLock | null = null
  try {
    for (let round = 0; round < maxRounds; round += 1) {
      const attempted = await attempt(batch, execution, lock)
      if (attempted !== 'retry' && '_tag' in attempted) return attempted
      if (lock !== null) locks.release(lock)
      lock = null
      if (attempted === 'retry') continue
      // Avoids a deadlock of two batches that wait for each other's streams: commit before waiting, to hold no locks.
      const committed = await commitNow(batch)
      lock = await attempted.waiting
      if (isLeft(committed)) return committed
      if (lock.failure !== null) return left(lock.failure)
    }
    return left(conflictWithoutStream)
  } finally {
    if (lock !== null) locks.release(lock)
  }
}

const decideUnlessExecuted = async (batch: BatchState, execution: CommandExecution): Promise<Decided> => {
  const isPending = batch.pending.commandIds.has(execution.meta.commandId)
  const committed = isPending ? await commitNow(batch) : right(undefined)
  if (isLeft(committed)) return committed
  const earlier = await findEarlier(batch.runtime, execution)
  if (isLeft(earlier)) return earlier
  return earlier.right === null ? decideWithLock(batch, execution) : right(earlier.right.events.length)
}

/** Decides a command, unless it was executed before: then nothing is left to append. Only a given id can be repeated. */
const decideOnce = (batch: BatchState, execution: CommandExecution): Promise<Decided> =>
  execution.meta.digest === undefined ? decideWithLock(batch, execution) : decideUnlessExecuted(batch, execution)

const decide = async (batch: BatchState, execution: CommandExecution): Promise<Decided> => {
  const decided = await withoutExpiry(batch, () => decideOnce(batch, execution))
  if (isFailure(decided)) discard(batch)
  return decided
}

/**
 * Creates an empty batch. If no call comes for `expiresAfter` milliseconds, pending events are dropped, because other
 * commands wait for the locked streams; the next call then fails with a conflict.
 */
export const createCommandBatch = (runtime: ExecutionContext, expiresAfter: number): CommandBatch => {
  const batch: BatchState = {
    runtime,
    expiresAfter,
    pending: createPending(),
    releases: [],
    commits: 0,
    isExpired: false,
    timer: undefined,
  }
  return {
    prepare: async (executions) => {
      // Ignores failures: `decide` reads again and reports them.
      await Promise.all(executions.map((execution) => readAll(execution, runtime)))
    },
    decide: (execution) => decide(batch, execution),
    commit: () => withoutExpiry(batch, () => commitNow(batch)),
    discard: () => discard(batch),
    commits: () => batch.commits,
  }
}
