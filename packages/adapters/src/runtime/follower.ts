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
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { yieldToEventLoop } from '#platform'
import { pageSize } from '../log/page-size.js'
import { markOfEvent } from '../log/position.js'
import { watching } from '../log/watching.js'
import type { Logger } from '../logger.js'
import { pause } from '../timing/pause.js'
import { createSignal, type Signal } from '../timing/signal.js'
import { storeFailure } from './store-failure.js'
import { type KnownEvents, knownEvents } from './subscriptions/known-events.js'
import { tailing } from './subscriptions/tailing.js'

/** Takes events in the order of the log. */
export type Observer = (events: readonly KnownEvent[]) => unknown

/** Keeps the views and cached states of this process up with the log, in order and without a gap. */
export type Follower = {
  /** The last event seen; `null` before the first. */
  mark(): Mark | null
  /** The position of the last event seen; `null` before the first. */
  position(): Position | null
  /** Why it cannot go on: an event that does not decode, or another log; `null` as long as it can. */
  stoppedBy(): StoreFailure | null
  /** The types of events that it does not know and has passed over. */
  passedOver(): readonly string[]
  /** Resolves when it has seen more, or will not. Who takes it before looking misses nothing. */
  moved(): Promise<void>
  /** Takes what this process appended: directly when all of it comes next, else by reading what lies between. */
  observe(appended: Appended): Promise<Either<StoreFailure, void>> | null
  /** Reads on to the end of the log. */
  catchUp(): Promise<Either<StoreFailure, void>>
  /** Takes what others append as it happens, until the returned function is called; keeps no process alive of itself. */
  follow(): () => void
  /** Wakes everybody who waits. */
  close(): void
}

// Where the writes of an append are not one, others may have come between them.
const standTogether = ({ capabilities }: EventStore, { events: [first, ...rest] }: Appended): boolean =>
  capabilities.checksReads === 'exact' || rest.every(({ stream }) => stream === first.stream)

// After hearing of nothing but what this process appended itself, in milliseconds: more of it is heard of together.
const rest = 25

/** What no waiting mends. */
const isForGood = ({ error }: StoreFailure): boolean => error === 'EventUnreadable' || error === 'LogDiverged'

/** Where a follower stands. */
type FollowerState = {
  readonly store: EventStore
  readonly observers: readonly Observer[]
  readonly logger: Logger
  readonly known: KnownEvents
  readonly news: Signal
  mark: Mark | null
  stopped: StoreFailure | null
  /** Reading on to the end of the log, and whether to do so once more. */
  running: Promise<Either<StoreFailure, void>> | null
  again: boolean
  /** What was taken and is still to be heard of again; `null` as long as nothing is heard of. */
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
  const { events, count, failure } = state.known(recorded)
  for (const observe of state.observers) observe(events)
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

const readOn = async (state: FollowerState): Promise<Either<StoreFailure, void>> => {
  try {
    for await (const batch of state.store.readAll({ after: state.mark })) {
      const taken = takeAhead(state, batch)
      if (isLeft(taken)) return taken
    }
    return right(undefined)
  } catch (error) {
    const failure = storeFailure(error)
    return isForGood(failure) ? stop(state, failure) : left(failure)
  }
}

const run = async (state: FollowerState): Promise<Either<StoreFailure, void>> => {
  try {
    let result: Either<StoreFailure, void>
    do {
      state.again = false
      result = await readOn(state)
    } while (state.again && !isLeft(result))
    return result
  } finally {
    state.running = null
  }
}

const catchUp = async (state: FollowerState): Promise<Either<StoreFailure, void>> => {
  if (state.stopped !== null) return left(state.stopped)
  state.again = true
  state.running ??= run(state)
  return state.running
}

// Who appended takes it first; and only between two reads of our own it is certain what comes next.
const hear = async (
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
  if (ahead !== null && ahead.size < pageSize) await pause(rest, signal)
  return null
}

const lost = (state: FollowerState, error: unknown, failures: number): 'stopped' | null => {
  const failure = failureOf(error)
  if (failure?.error === 'StoreClosed') return 'stopped'
  if (failure !== null && isForGood(failure)) stop(state, failure)
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
  const tail = tailing({
    store: state.store,
    start,
    take: (recorded, signal) => hear(state, recorded, signal),
    lost: (error, failures) => lost(state, error, failures),
  })
  return () => {
    state.ahead = null
    void tail.close()
  }
}

const observe = (state: FollowerState, appended: Appended): Promise<Either<StoreFailure, void>> | null => {
  if (appended.events.at(-1)?.id === state.mark?.eventId) return null
  const isNext = appended.after === (state.mark?.position ?? null) && standTogether(state.store, appended)
  if (state.running !== null || !isNext) return catchUp(state)
  const taken = takeAhead(state, appended.events)
  return isLeft(taken) ? Promise.resolve(taken) : null
}

/**
 * Follows a store's log for some observers, who know it up to `startMark`. An unreadable event stops it there, and so
 * does a log that is no longer the one that was read; it says so every time.
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
    mark: startMark,
    stopped: null,
    running: null,
    again: false,
    ahead: null,
  }
  return {
    mark: () => state.mark,
    position: () => state.mark?.position ?? null,
    stoppedBy: () => state.stopped,
    passedOver: () => [...state.known.passedOver],
    moved: news.next,
    catchUp: () => catchUp(state),
    follow: watching(() => followLog(state)),
    close: news.notify,
    observe: (appended) => observe(state, appended),
  }
}
