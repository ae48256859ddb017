import {
  type Appended,
  type EventCatalogue,
  type EventStore,
  failureOf,
  type KnownEvent,
  type Mark,
  type Position,
  type RecordedEvent,
  type StoreFailure,
} from '@clientele/domain'
import type { LogEvent } from '@clientele/projections'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { yieldToEventLoop } from '#platform'
import { pageSize } from '../log/page-size.js'
import { markOfEvent } from '../log/position.js'
import { startForWatchers } from '../log/watching.js'
import type { Logger } from '../logger.js'
import { pause } from '../timing/pause.js'
import { createSignal, type Signal } from '../timing/signal.js'
import { storeFailure } from './store-failure.js'
import { type KnownEvents, knownEvents } from './subscriptions/known-events.js'
import { tailLog } from './subscriptions/tail-log.js'

/** Receives events in log order: those of known types, and all of them. */
export type Observer = (events: readonly KnownEvent[], all: readonly LogEvent[]) => unknown

/** Keeps the views and cached states of this process current with the log, in order and without gaps. */
export type Follower = {
  /** The last event seen; `null` before the first. */
  mark(): Mark | null
  /** The position of the last event seen; `null` before the first. */
  position(): Position | null
  /** Why it has stopped: an event that does not decode, or another log; `null` while it works. */
  stoppedBy(): StoreFailure | null
  /** The unknown event types that it has skipped. */
  passedOver(): readonly string[]
  /** Resolves when it has seen more events, or has stopped. Call it before checking, to miss nothing. */
  moved(): Promise<void>
  /** Takes what this process appended: directly if it comes next in the log, else by reading the log. */
  observe(appended: Appended): Promise<Either<StoreFailure, void>> | null
  /** Reads to the end of the log. */
  catchUp(): Promise<Either<StoreFailure, void>>
  /** Follows appends of other processes until the returned function is called; does not keep the process alive. */
  follow(): () => void
  /** Wakes all callers that wait. */
  close(): void
}

// If the store writes an append stream by stream, events of other appends may be between them.
const areConsecutive = ({ capabilities }: EventStore, { events: [first, ...others] }: Appended): boolean =>
  capabilities.checksReads === 'exact' || others.every(({ stream }) => stream === first.stream)

// The delay after receiving only events of this process, in milliseconds: more of them then arrive together.
const delay = 25

/** Whether a failure is permanent. */
const isPermanent = ({ error }: StoreFailure): boolean => error === 'EventUnreadable' || error === 'LogDiverged'

/** The state of a follower. */
type FollowerState = {
  readonly store: EventStore
  readonly observers: readonly Observer[]
  readonly logger: Logger
  readonly known: KnownEvents
  readonly news: Signal
  mark: Mark | null
  stopped: StoreFailure | null
  /** The running read to the end of the log, and whether to read once more after it. */
  running: Promise<Either<StoreFailure, void>> | null
  readsAgain: boolean
  /** Positions that were taken already and will arrive again from the subscription; `null` while not following. */
  ahead: Set<Position> | null
}

const stop = (state: FollowerState, failure: StoreFailure): Either<StoreFailure, void> => {
  state.stopped = failure
  const { stream, revision, type } = { stream: null, revision: null, type: null, ...failure }
  state.logger.error(
    { error: failure.error, stream, revision, type },
    'the views stop: what comes next in the log cannot be read',
  )
  state.news.notify()
  return left(failure)
}

const take = (state: FollowerState, recorded: readonly RecordedEvent[]): Either<StoreFailure, void> => {
  if (state.stopped !== null) return left(state.stopped)
  const { events, all, count, failure } = state.known(recorded)
  for (const observe of state.observers) observe(events, all)
  const last = recorded[count - 1]
  if (last !== undefined) state.mark = markOfEvent(last)
  if (failure !== null) return stop(state, failure)
  state.news.notify()
  return right(undefined)
}

const takeAhead = (state: FollowerState, recorded: readonly RecordedEvent[]): Either<StoreFailure, void> => {
  const taken = take(state, recorded)
  if (state.ahead !== null && !isLeft(taken)) for (const event of recorded) state.ahead.add(event.position)
  return taken
}

const readToEnd = async (state: FollowerState): Promise<Either<StoreFailure, void>> => {
  try {
    for await (const batch of state.store.readAll({ after: state.mark })) {
      const taken = takeAhead(state, batch)
      if (isLeft(taken)) return taken
    }
    return right(undefined)
  } catch (error) {
    const failure = storeFailure(error)
    return isPermanent(failure) ? stop(state, failure) : left(failure)
  }
}

const readRepeatedly = async (state: FollowerState): Promise<Either<StoreFailure, void>> => {
  try {
    let result: Either<StoreFailure, void>
    do {
      state.readsAgain = false
      result = await readToEnd(state)
    } while (state.readsAgain && !isLeft(result))
    return result
  } finally {
    state.running = null
  }
}

const catchUp = async (state: FollowerState): Promise<Either<StoreFailure, void>> => {
  if (state.stopped !== null) return left(state.stopped)
  state.readsAgain = true
  state.running ??= readRepeatedly(state)
  return state.running
}

// Yields first, so that an append takes its own events; waits for running reads, since only then the next event is
// certain.
const takeArrived = async (
  state: FollowerState,
  recorded: readonly RecordedEvent[],
  signal: AbortSignal,
): Promise<'stopped' | null> => {
  await yieldToEventLoop()
  while (state.running !== null) await state.running
  if (signal.aborted) return 'stopped'
  const { ahead } = state
  const fresh = recorded.filter((event) => ahead?.delete(event.position) !== true)
  if (fresh.length > 0) return isLeft(take(state, fresh)) ? 'stopped' : null
  if (ahead !== null && ahead.size < pageSize) await pause(delay, signal)
  return null
}

const handleError = (state: FollowerState, error: unknown, failures: number): 'stopped' | null => {
  const failure = failureOf(error)
  if (failure?.error === 'StoreClosed') return 'stopped'
  if (failure !== null && isPermanent(failure)) stop(state, failure)
  if (state.stopped !== null) return 'stopped'
  if (failure === null) {
    state.logger.error({}, 'following the log ended with an error of the program')
    return 'stopped'
  }
  if (failures === 1) state.logger.warn({ error: failure.error }, 'the log is lost: trying again until it is back')
  return null
}

const followLog = (state: FollowerState): (() => void) => {
  const start = (): { after: Mark | null } => {
    state.ahead = new Set()
    return { after: state.mark }
  }
  const tail = tailLog({
    store: state.store,
    start,
    take: (recorded, signal) => takeArrived(state, recorded, signal),
    onError: (error, failures) => handleError(state, error, failures),
  })
  return () => {
    state.ahead = null
    void tail.close()
  }
}

const observe = (state: FollowerState, appended: Appended): Promise<Either<StoreFailure, void>> | null => {
  if (appended.events.at(-1)?.id === state.mark?.eventId) return null
  const isNext = appended.after === (state.mark?.position ?? null) && areConsecutive(state.store, appended)
  if (state.running !== null || !isNext) return catchUp(state)
  const taken = takeAhead(state, appended.events)
  return isLeft(taken) ? Promise.resolve(taken) : null
}

/**
 * Creates a follower of a store's log for some observers, which have seen it up to `startMark`. An unreadable event or
 * a diverged log stops it; all later calls return that failure.
 */
export const createFollower = (
  store: EventStore,
  observers: readonly Observer[],
  logger: Logger,
  startMark: Mark | null = null,
  catalogue?: EventCatalogue,
): Follower => {
  const news = createSignal()
  const state: FollowerState = {
    store,
    observers,
    logger,
    known: knownEvents(logger, catalogue),
    news,
    mark: startMark && Object.freeze({ ...startMark }),
    stopped: null,
    running: null,
    readsAgain: false,
    ahead: null,
  }
  return {
    mark: () => state.mark,
    position: () => state.mark?.position ?? null,
    stoppedBy: () => state.stopped,
    passedOver: () => [...state.known.passedOver],
    moved: news.next,
    catchUp: () => catchUp(state),
    follow: startForWatchers(() => followLog(state)),
    close: news.notify,
    observe: (appended) => observe(state, appended),
  }
}
