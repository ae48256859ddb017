import {
  type AppendBatch,
  type Appended,
  type AppendRefused,
  type ConcurrencyConflict,
  type Decision,
  type EventStore,
  isEventData,
  type Lookup,
  type Meta,
  type Rejection,
  type StoreFailure,
  type StreamName,
  type StreamWrite,
  type Writes,
} from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { Follower } from '../follower.js'
import { countConflict } from '../telemetry.js'
import { batchOf } from './append-batch.js'
import type { Arrivals } from './arrivals.js'
import { haveMoved, type Lookups, noReads, type Reads, readAtHand, readFor } from './reads.js'
import { type CommandIdReused, type OneAtATime, unlessReused } from './retry.js'
import type { States } from './states.js'
import type { Turn, Turns } from './stream-locks.js'

/** What an execution works with. */
export type Workshop = {
  readonly store: EventStore
  readonly states: States
  readonly follower: Follower
  readonly turns: Turns
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
export type Task = {
  readonly decision: Decision
  readonly data: unknown
  readonly meta: Meta
}

/** What an execution ends with; `null`: accepted, nothing to append. */
export type Result = Either<Rejection | StoreFailure | CommandIdReused, Appended | null>

/** Decide again: at once, when it is one's turn, or after a pause when conflicts repeat. */
type Again = 'again' | Turn | ConcurrencyConflict

const isAgain = (result: Result | Again): result is Again => result === 'again' || !('_tag' in result)

const isTurn = (again: Again): again is Turn => again !== 'again' && 'isOver' in again

const mostAttempts = 50

/** How often a command is decided anew because what it read had moved. */
export const mostRounds: number = 10_000

/** What a command ends with that was decided anew too often. */
export const keptMoving: ConcurrencyConflict = {
  error: 'ConcurrencyConflict',
  stream: null,
  expected: null,
  actual: null,
  joined: null,
}

/** Before trying again after a conflict: at once at first, then after a growing, jittered pause. */
const pause = (attempt: number): Promise<void> | null =>
  attempt < 3 ? null : new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(2 ** attempt, 100)))

const isConflict = (failure: StoreFailure): failure is ConcurrencyConflict => failure.error === 'ConcurrencyConflict'

/** What the command appended before, should this be a retry after a lost answer: only one whose id was given may be. */
const earlier = async ({ store }: Workshop, { meta }: Task): Promise<Result> => {
  if (meta.digest === undefined) return right(null)
  const before = await store.appendedBy(meta.commandId)()
  return isLeft(before) || before.right === null ? before : unlessReused(meta, before.right)
}

/** Whether the log has moved on since the views were last brought up; then they are, and the decision is taken again. */
export const isStale = async ({ store, follower }: Workshop): Promise<Either<StoreFailure, boolean>> => {
  const seen = follower.mark()
  const head = await store.head()()
  if (isLeft(head)) return head
  if (head.right?.eventId === seen?.eventId && head.right?.position === seen?.position) return right(false)
  const caughtUp = await follower.catchUp()
  return isLeft(caughtUp) ? caughtUp : right(true)
}

/** A refusal, or nothing to do, holds only if it was decided on what is so now, and if the command is no retry. */
const withoutAppending = async (
  workshop: Workshop,
  task: Task,
  result: Either<Rejection, Writes>,
): Promise<Result | Again> => {
  const stale = await isStale(workshop)
  if (isLeft(stale)) return stale
  if (stale.right) return 'again'
  const before = await earlier(workshop, task)
  if (isLeft(before)) return before
  if (before.right !== null) return before
  return isLeft(result) ? result : right(null)
}

// A stream may have moved while it was read, or by an event of a newer version: then no event brings its state up.
const forgetStale = ({ states }: Workshop, { stream, expected }: ConcurrencyConflict): void => {
  if (stream !== null && states.known(stream)?.revision === expected) states.forget(stream)
}

const afterConflict = async (
  workshop: Workshop,
  task: Task,
  conflict: ConcurrencyConflict,
): Promise<Result | Again> => {
  countConflict(task.decision.command.type)
  const caughtUp = await workshop.follower.catchUp()
  if (isLeft(caughtUp)) return caughtUp
  const before = await earlier(workshop, task)
  if (isLeft(before)) return before
  if (before.right !== null) return before
  forgetStale(workshop, conflict)
  return conflict
}

const awayIn = (answer: Either<StoreFailure, unknown> | null): StoreFailure | null =>
  answer !== null && isLeft(answer) && answer.left.error === 'StoreUnavailable' ? answer.left : null

const appending = async (
  workshop: Workshop,
  task: Task,
  batch: AppendBatch,
  turn: Turn | null,
): Promise<Result | Again> => {
  const finish = workshop.turns.take(batch.writes, turn)
  let appended: Either<StoreFailure, Appended> | null = null
  try {
    appended = await workshop.store.append(batch)()
    const observing = isLeft(appended) ? null : workshop.follower.observe(appended.right)
    const observed = observing === null ? null : await observing
    if (observed !== null && isLeft(observed)) return observed
  } finally {
    finish(awayIn(appended))
  }
  if (!isLeft(appended)) return unlessReused(task.meta, appended.right)
  return isConflict(appended.left) ? afterConflict(workshop, task, appended.left) : appended
}

/** An event that could not be read again is never appended, whatever made it. */
export const unreadableEvent = (writes: readonly StreamWrite[]): AppendRefused | null => {
  for (const { events } of writes) {
    const odd = events.find(({ type, data }) => !isEventData(type, data))
    if (odd !== undefined) return { error: 'AppendRefused', problem: `An event ${odd.type} would not decode.` }
  }
  return null
}

const decideOn = (workshop: Workshop, task: Task, turn: Turn | null, reads: Reads): Promise<Result | Again> | Again => {
  const waiting = workshop.turns.waitFor(reads.streams.keys())
  if (waiting !== null) {
    // Two that wait for what is called to the other would wait for ever.
    if (turn !== null) workshop.turns.pass(turn)
    return waiting
  }
  if (haveMoved(reads)) return 'again'
  const outcome = task.decision.decide(reads.answers, task.data, task.meta)
  const batch = isLeft(outcome) ? null : batchOf(outcome.right, reads, task.meta, workshop.follower.mark())
  if (batch === null) return withoutAppending(workshop, task, outcome)
  const refused = unreadableEvent(batch.writes)
  return refused === null ? appending(workshop, task, batch, turn) : Promise.resolve(left(refused))
}

// Every promise costs a command as much as reading a state: one is made only where there is something to wait for.
const attempt = (workshop: Workshop, task: Task, turn: Turn | null): Promise<Result | Again> | Again => {
  const reads = noReads()
  if (readAtHand(task, workshop, reads)) return decideOn(workshop, task, turn, reads)
  return readFor(task, workshop, reads).then((read) => (isLeft(read) ? read : decideOn(workshop, task, turn, reads)))
}

const inTurn = async (workshop: Workshop, task: Task, turn: Turn): Promise<Result | Again> => {
  try {
    return await attempt(workshop, task, turn)
  } finally {
    workshop.turns.pass(turn)
  }
}

const passedOn = ({ turns }: Workshop, turn: Turn, failure: StoreFailure): Result => {
  turns.pass(turn)
  return left(failure)
}

/** `executeTask`, where nobody else executes a command with this id. */
export const executeAlone = async (workshop: Workshop, task: Task): Promise<Result> => {
  let conflicts = 0
  let turn: Turn | null = null
  for (let round = 0; round < mostRounds; round += 1) {
    const result: Result | Again = await (turn === null ? attempt(workshop, task, null) : inTurn(workshop, task, turn))
    turn = null
    if (!isAgain(result)) return result
    if (result === 'again') continue
    if (isTurn(result)) {
      if (result.failure !== null) return passedOn(workshop, result, result.failure)
      turn = result
      continue
    }
    conflicts += 1
    if (conflicts >= mostAttempts) return left(result)
    await pause(conflicts)
  }
  return left(keptMoving)
}

/**
 * Decides a command on cached states and appends on condition that nothing read has moved; decides again when it has,
 * and gives up with the conflict when that goes on.
 */
export const executeTask = (workshop: Workshop, task: Task): Promise<Result> =>
  task.meta.digest === undefined
    ? executeAlone(workshop, task)
    : workshop.oneAtATime(task.meta.commandId, () => executeAlone(workshop, task))
