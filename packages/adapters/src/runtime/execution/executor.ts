import type {
  AppendBatch,
  Appended,
  Cancelled,
  ConcurrencyConflict,
  EventCatalogue,
  EventStore,
  Lookup,
  Rejection,
  StoreFailure,
  StoreUnavailable,
  StreamName,
  Unchanged,
  Writes,
} from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { Follower } from '../follower.js'
import { type Deciding, decideFor, type Redact } from '../out-of-sight/redact-refusal.js'
import { countConflict } from '../telemetry.js'
import { toAppendBatch, unreadableEvent } from './append-batch.js'
import type { Arrivals } from './arrivals.js'
import { checkUnread, findUnmet, isOnExpected } from './expected.js'
import { createReads, haveChanged, type Lookups, type Reads, readAll, readCached } from './reads.js'
import { type CommandIdReused, checkNotReused, type OneAtATime } from './retry.js'
import { conflictWithoutStream, maxAttempts, maxRounds, pauseAfter } from './rounds.js'
import type { States } from './states.js'
import { lockNames, type StreamLock, type StreamLocks, toLock } from './stream-locks.js'

/** The dependencies of an execution. */
export type ExecutionContext = {
  readonly store: EventStore
  /** The events that can be appended and read. */
  readonly events: EventCatalogue
  readonly states: States
  readonly follower: Follower
  readonly locks: StreamLocks
  readonly lookups: Lookups
  /** The streams that a lookup finds, unsorted: sorting very many takes long. */
  readonly find: (lookup: Lookup) => Iterable<StreamName>
  /** Prepares the indexes for the first `find`, in small steps. */
  readonly prepareFinding: () => Iterable<void>
  /** Notifies long commands of events that arrive meanwhile. */
  readonly arrivals: Arrivals
  /** The maximum number of streams that a decision changes in one append; more are changed in parts. */
  readonly streamsAtOnce: number
  /** Removes from refusals what the actor may not see. */
  readonly redact: Redact
  /** Serializes commands with the same given id: not every store notices two of them at the same moment. */
  readonly oneAtATime: OneAtATime
}

/** A command to decide, with its meta. */
export type CommandExecution = Deciding & {
  /** The expected revisions of streams. */
  readonly expected?: readonly Unchanged[] | undefined
  /** Nothing is appended once it is aborted. */
  readonly signal?: AbortSignal | undefined
}

/** Why a command was not executed. */
export type ExecutionFailure = Rejection | StoreFailure | CommandIdReused | Cancelled

/** The result of an execution; `null`: accepted, nothing to append. */
export type Result = Either<ExecutionFailure, Appended | null>

/** Decide again: at once, with a lock on the stream, or after a pause when conflicts repeat. */
type Retry = 'retry' | StreamLock | ConcurrencyConflict

const isRetry = (result: Result | Retry): result is Retry => result === 'retry' || !('_tag' in result)

const isLock = (again: Retry): again is StreamLock => again !== 'retry' && 'isOver' in again

/**
 * What the command appended before, if this is a retry after a lost answer; only commands with a given id can be
 * retries.
 */
export const findEarlier = async ({ store }: ExecutionContext, { meta }: CommandExecution): Promise<Result> => {
  if (meta.digest === undefined) return right(null)
  const before = await store.appendedBy(meta.commandId)()
  return isLeft(before) || before.right === null ? before : checkNotReused(meta, before.right)
}

/**
 * Whether the log has events that the views have not seen. If so, catches up, and the command must be decided again.
 */
export const isStale = async ({ store, follower }: ExecutionContext): Promise<Either<StoreFailure, boolean>> => {
  const seen = follower.mark()
  const head = await store.head()()
  if (isLeft(head)) return head
  if (head.right?.eventId === seen?.eventId && head.right?.position === seen?.position) return right(false)
  const caughtUp = await follower.catchUp()
  return isLeft(caughtUp) ? caughtUp : right(true)
}

/**
 * Confirms a refusal, or that there is nothing to do: valid only if the states were current and the command is no
 * retry.
 */
const confirmWithoutAppend = async (
  runtime: ExecutionContext,
  execution: CommandExecution,
  result: Either<Rejection, Writes>,
  reads: Reads,
): Promise<Result | Retry> => {
  const stale = await isStale(runtime)
  if (isLeft(stale)) return stale
  if (stale.right) return 'retry'
  const before = await findEarlier(runtime, execution)
  if (isLeft(before) || before.right !== null) return before
  return isLeft(result) ? result : checkUnread(runtime.store, execution.expected, reads)
}

// If catching up has not updated the cached state (the stream changed while it was read, or by an event of a newer
// version), drops it.
const dropStaleState = ({ states }: ExecutionContext, { stream, expected }: ConcurrencyConflict): void => {
  if (stream !== null && states.known(stream)?.revision === expected) states.forget(stream)
}

const afterConflict = async (
  runtime: ExecutionContext,
  execution: CommandExecution,
  conflict: ConcurrencyConflict,
): Promise<Result | Retry> => {
  countConflict(execution.decision.command.type)
  const caughtUp = await runtime.follower.catchUp()
  if (isLeft(caughtUp)) return caughtUp
  const before = await findEarlier(runtime, execution)
  if (isLeft(before) || before.right !== null) return before
  dropStaleState(runtime, conflict)
  return conflict
}

const isAway = (failure: ExecutionFailure): failure is StoreUnavailable => failure.error === 'StoreUnavailable'

const awayFailureIn = (answer: Either<ExecutionFailure, unknown> | null): StoreUnavailable | null =>
  answer !== null && isLeft(answer) && isAway(answer.left) ? answer.left : null

const appendBatch = async (
  runtime: ExecutionContext,
  execution: CommandExecution,
  batch: AppendBatch,
  reads: Reads,
  lock: StreamLock | null,
): Promise<Result | Retry> => {
  const finish = runtime.locks.hold(toLock(batch.writes, reads), lock)
  let appended: Either<StoreFailure, Appended> | null = null
  try {
    appended = await runtime.store.append(batch)()
    const observing = isLeft(appended) ? null : runtime.follower.observe(appended.right)
    const observed = observing === null ? null : await observing
    if (observed !== null && isLeft(observed)) return observed
  } finally {
    finish(awayFailureIn(appended))
  }
  if (!isLeft(appended)) return checkNotReused(execution.meta, appended.right)
  return appended.left.error === 'ConcurrencyConflict' ? afterConflict(runtime, execution, appended.left) : appended
}

const decideOn = (
  runtime: ExecutionContext,
  execution: CommandExecution,
  lock: StreamLock | null,
  reads: Reads,
): Promise<Result | Retry> | Retry => {
  const waiting = runtime.locks.acquire(lockNames(reads))
  if (waiting !== null) {
    // Avoids a deadlock of two commands that wait for each other's lock.
    if (lock !== null) runtime.locks.release(lock)
    return waiting
  }
  if (haveChanged(reads)) return 'retry'
  const unmet = findUnmet(execution.expected, reads)
  if (unmet !== null) return confirmWithoutAppend(runtime, execution, left(unmet), reads)
  const outcome = decideFor(runtime, execution, reads.answers)
  const batch = isLeft(outcome) ? null : toAppendBatch(outcome.right, reads, execution, runtime)
  if (batch === null) return confirmWithoutAppend(runtime, execution, outcome, reads)
  const refused = unreadableEvent(batch.writes, runtime.events)
  return refused === null ? appendBatch(runtime, execution, batch, reads, lock) : Promise.resolve(left(refused))
}

// A promise costs as much as reading a state: it is created only if there is something to wait for.
const attempt = (
  runtime: ExecutionContext,
  execution: CommandExecution,
  lock: StreamLock | null,
): Promise<Result | Retry> | Retry => {
  const reads = createReads()
  if (readCached(execution, runtime, reads)) return decideOn(runtime, execution, lock, reads)
  return readAll(execution, runtime, reads).then((read) =>
    isLeft(read) ? read : decideOn(runtime, execution, lock, reads),
  )
}

const withLock = async (
  runtime: ExecutionContext,
  execution: CommandExecution,
  lock: StreamLock,
): Promise<Result | Retry> => {
  let result: Result | Retry | null = null
  try {
    result = await attempt(runtime, execution, lock)
    return result
  } finally {
    runtime.locks.release(lock, result === null || isRetry(result) ? null : awayFailureIn(result))
  }
}

const releaseAndFail = (
  { locks }: ExecutionContext,
  lock: StreamLock | null,
  failure: StoreFailure | Cancelled,
): Result => {
  if (lock !== null) locks.release(lock)
  return left(failure)
}

/** `executeCommand` when no other command with this id is being executed. */
export const executeAlone = async (runtime: ExecutionContext, execution: CommandExecution): Promise<Result> => {
  let conflicts = 0
  let lock: StreamLock | null = null
  for (let round = 0; round < maxRounds; round += 1) {
    if (execution.signal?.aborted === true) return releaseAndFail(runtime, lock, { error: 'Cancelled' })
    const result: Result | Retry = await (lock === null
      ? attempt(runtime, execution, null)
      : withLock(runtime, execution, lock))
    lock = null
    if (!isRetry(result)) return result
    if (result === 'retry') continue
    if (isLock(result)) {
      if (result.failure !== null) return releaseAndFail(runtime, result, result.failure)
      lock = result
      continue
    }
    conflicts += 1
    if (conflicts >= maxAttempts || isOnExpected(execution.expected, result)) return left(result)
    await pauseAfter(conflicts)
  }
  return left(conflictWithoutStream)
}

/**
 * Decides a command on cached states and appends its events if nothing that was read has changed (optimistic
 * concurrency). Decides again after a conflict, and returns the conflict after too many attempts.
 */
export const executeCommand = (runtime: ExecutionContext, execution: CommandExecution): Promise<Result> =>
  execution.meta.digest === undefined
    ? executeAlone(runtime, execution)
    : runtime.oneAtATime(execution.meta.commandId, () => executeAlone(runtime, execution))
