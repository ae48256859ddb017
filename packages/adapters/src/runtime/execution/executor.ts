import type {
  AppendBatch,
  Appended,
  Cancelled,
  ConcurrencyConflict,
  Decision,
  EventCatalogue,
  EventStore,
  Lookup,
  Meta,
  Rejection,
  StoreFailure,
  StoreUnavailable,
  StreamName,
  Unchanged,
  Writes,
} from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { Follower } from '../follower.js'
import { countConflict } from '../telemetry.js'
import { batchOf, unreadableEvent } from './append-batch.js'
import type { Arrivals } from './arrivals.js'
import { isOn, unmetBy } from './expected.js'
import { haveMoved, type Lookups, noReads, type Reads, readAtHand, readFor } from './reads.js'
import { type CommandIdReused, type OneAtATime, unlessReused } from './retry.js'
import { keptMoving, mostAttempts, mostRounds, pauseAfter } from './rounds.js'
import type { States } from './states.js'
import { locksOn, type StreamLock, type StreamLocks, takenBy } from './stream-locks.js'

/** What an execution works with. */
export type ExecutionContext = {
  readonly store: EventStore
  /** The events that can be appended and read. */
  readonly events: EventCatalogue
  readonly states: States
  readonly follower: Follower
  readonly locks: StreamLocks
  readonly lookups: Lookups
  /** The streams a lookup finds, in no particular order: of very many, sorting takes long. */
  readonly find: (lookup: Lookup) => Iterable<StreamName>
  /** Prepares in small steps what the first `find` would otherwise wait for. */
  readonly prepareFinding: () => Iterable<void>
  /** Tells commands that go on for long what happens meanwhile. */
  readonly arrivals: Arrivals
  /** How many streams a decision may change in one append; it changes more in parts. */
  readonly streamsAtOnce: number
  /** For ids that were given: not every store notices two commands with one id at the same moment. */
  readonly oneAtATime: OneAtATime
}

/** A command to decide, with what comes with it. */
export type CommandExecution = {
  readonly decision: Decision
  readonly data: unknown
  readonly meta: Meta
  /** Where streams have to stand. */
  readonly expected?: readonly Unchanged[] | undefined
  /** Nothing is appended once it is aborted. */
  readonly signal?: AbortSignal | undefined
}

type NotDone = Rejection | StoreFailure | CommandIdReused | Cancelled

/** What an execution ends with; `null`: accepted, nothing to append. */
export type Result = Either<NotDone, Appended | null>

/** Decide again: at once, with a lock on the stream, or after a pause when conflicts repeat. */
type Retry = 'retry' | StreamLock | ConcurrencyConflict

const isRetry = (result: Result | Retry): result is Retry => result === 'retry' || !('_tag' in result)

const isLock = (again: Retry): again is StreamLock => again !== 'retry' && 'isOver' in again

/** What the command appended before, should this be a retry after a lost answer: only one whose id was given may be. */
const earlier = async ({ store }: ExecutionContext, { meta }: CommandExecution): Promise<Result> => {
  if (meta.digest === undefined) return right(null)
  const before = await store.appendedBy(meta.commandId)()
  return isLeft(before) || before.right === null ? before : unlessReused(meta, before.right)
}

/** Whether the log has moved on since the views were last brought up; then they are, and the decision is taken again. */
export const isStale = async ({ store, follower }: ExecutionContext): Promise<Either<StoreFailure, boolean>> => {
  const seen = follower.mark()
  const head = await store.head()()
  if (isLeft(head)) return head
  if (head.right?.eventId === seen?.eventId && head.right?.position === seen?.position) return right(false)
  const caughtUp = await follower.catchUp()
  return isLeft(caughtUp) ? caughtUp : right(true)
}

/** A refusal, or nothing to do, holds only if it was decided on what is so now, and if the command is no retry. */
const withoutAppending = async (
  runtime: ExecutionContext,
  execution: CommandExecution,
  result: Either<Rejection, Writes>,
): Promise<Result | Retry> => {
  const stale = await isStale(runtime)
  if (isLeft(stale)) return stale
  if (stale.right) return 'retry'
  const before = await earlier(runtime, execution)
  if (isLeft(before) || before.right !== null) return before
  return isLeft(result) ? result : right(null)
}

// A stream may have moved while it was read, or by an event of a newer version: then no event brings its state up.
const forgetStale = ({ states }: ExecutionContext, { stream, expected }: ConcurrencyConflict): void => {
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
  const before = await earlier(runtime, execution)
  if (isLeft(before) || before.right !== null) return before
  forgetStale(runtime, conflict)
  return conflict
}

const isAway = (failure: NotDone): failure is StoreUnavailable => failure.error === 'StoreUnavailable'

const awayIn = (answer: Either<NotDone, unknown> | null): StoreUnavailable | null =>
  answer !== null && isLeft(answer) && isAway(answer.left) ? answer.left : null

const appending = async (
  runtime: ExecutionContext,
  execution: CommandExecution,
  batch: AppendBatch,
  reads: Reads,
  lock: StreamLock | null,
): Promise<Result | Retry> => {
  const finish = runtime.locks.hold(takenBy(batch.writes, reads), lock)
  let appended: Either<StoreFailure, Appended> | null = null
  try {
    appended = await runtime.store.append(batch)()
    const observing = isLeft(appended) ? null : runtime.follower.observe(appended.right)
    const observed = observing === null ? null : await observing
    if (observed !== null && isLeft(observed)) return observed
  } finally {
    finish(awayIn(appended))
  }
  if (!isLeft(appended)) return unlessReused(execution.meta, appended.right)
  return appended.left.error === 'ConcurrencyConflict' ? afterConflict(runtime, execution, appended.left) : appended
}

const decideOn = (
  runtime: ExecutionContext,
  execution: CommandExecution,
  lock: StreamLock | null,
  reads: Reads,
): Promise<Result | Retry> | Retry => {
  const waiting = runtime.locks.acquire(locksOn(reads))
  if (waiting !== null) {
    // Two that wait for what is called to the other would wait for ever.
    if (lock !== null) runtime.locks.release(lock)
    return waiting
  }
  if (haveMoved(reads)) return 'retry'
  const unmet = unmetBy(execution.expected, reads)
  if (unmet !== null) return withoutAppending(runtime, execution, left(unmet))
  const outcome = execution.decision.decide(reads.answers, execution.data, execution.meta)
  const batch = isLeft(outcome) ? null : batchOf(outcome.right, reads, execution, runtime)
  if (batch === null) return withoutAppending(runtime, execution, outcome)
  const refused = unreadableEvent(batch.writes, runtime.events)
  return refused === null ? appending(runtime, execution, batch, reads, lock) : Promise.resolve(left(refused))
}

// Every promise costs a command as much as reading a state: one is made only where there is something to wait for.
const attempt = (
  runtime: ExecutionContext,
  execution: CommandExecution,
  lock: StreamLock | null,
): Promise<Result | Retry> | Retry => {
  const reads = noReads()
  if (readAtHand(execution, runtime, reads)) return decideOn(runtime, execution, lock, reads)
  return readFor(execution, runtime, reads).then((read) =>
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
    runtime.locks.release(lock, result === null || isRetry(result) ? null : awayIn(result))
  }
}

const releasedWith = (
  { locks }: ExecutionContext,
  lock: StreamLock | null,
  failure: StoreFailure | Cancelled,
): Result => {
  if (lock !== null) locks.release(lock)
  return left(failure)
}

/** `executeCommand`, where nobody else executes a command with this id. */
export const executeAlone = async (runtime: ExecutionContext, execution: CommandExecution): Promise<Result> => {
  let conflicts = 0
  let lock: StreamLock | null = null
  for (let round = 0; round < mostRounds; round += 1) {
    if (execution.signal?.aborted === true) return releasedWith(runtime, lock, { error: 'Cancelled' })
    const result: Result | Retry = await (lock === null
      ? attempt(runtime, execution, null)
      : withLock(runtime, execution, lock))
    lock = null
    if (!isRetry(result)) return result
    if (result === 'retry') continue
    if (isLock(result)) {
      if (result.failure !== null) return releasedWith(runtime, result, result.failure)
      lock = result
      continue
    }
    conflicts += 1
    if (conflicts >= mostAttempts || isOn(execution.expected, result)) return left(result)
    await pauseAfter(conflicts)
  }
  return left(keptMoving)
}

/**
 * Decides a command on cached states and appends on condition that nothing read has moved; decides again when it has,
 * and gives up with the conflict when that goes on.
 */
export const executeCommand = (runtime: ExecutionContext, execution: CommandExecution): Promise<Result> =>
  execution.meta.digest === undefined
    ? executeAlone(runtime, execution)
    : runtime.oneAtATime(execution.meta.commandId, () => executeAlone(runtime, execution))
