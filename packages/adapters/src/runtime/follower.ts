import {
  type Appended,
  type EventStore,
  failureOf,
  type KnownEvent,
  type Mark,
  type Position,
  type RecordedEvent,
  type StoreFailure,
} from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { pageSize } from '../log/page-size.js'
import { markOfEvent } from '../log/position.js'
import { watching } from '../log/watching.js'
import type { Logger } from '../logger.js'
import { pause } from '../timing/pause.js'
import { createSignal } from '../timing/signal.js'
import { yieldToEventLoop } from '../timing/yield-to-event-loop.js'
import { storeFailure } from './store-failure.js'
import { knownEvents } from './subscriptions/known-events.js'
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

/**
 * Follows a store's log for some observers, who know it up to `begun`. An unreadable event stops it there, and so does a
 * log that is no longer the one that was read; it says so every time.
 */
export const createFollower = (
  store: EventStore,
  observers: readonly Observer[],
  logger: Logger,
  begun: Mark | null = null,
): Follower => {
  const known = knownEvents(logger)
  const news = createSignal()
  let mark = begun
  let stopped: StoreFailure | null = null
  let running: Promise<Either<StoreFailure, void>> | null = null
  let again = false
  // What was taken and is still to be heard of again.
  let ahead: Set<Position> | null = null

  const stop = (failure: StoreFailure): Either<StoreFailure, void> => {
    stopped = failure
    const { stream, revision, type } = { stream: null, revision: null, type: null, ...failure }
    logger.error(
      { error: failure.error, stream, revision, type },
      'the views stop: what comes next in the log cannot be read',
    )
    news.notify()
    return left(failure)
  }

  const take = (recorded: readonly RecordedEvent[]): Either<StoreFailure, void> => {
    if (stopped !== null) return left(stopped)
    const { events, count, failure } = known(recorded)
    for (const observe of observers) observe(events)
    const last = recorded[count - 1]
    if (last !== undefined) mark = markOfEvent(last)
    if (failure !== null) return stop(failure)
    news.notify()
    return right(undefined)
  }

  const takeAhead = (recorded: readonly RecordedEvent[]): Either<StoreFailure, void> => {
    const taken = take(recorded)
    if (ahead !== null && !isLeft(taken)) for (const event of recorded) ahead.add(event.position)
    return taken
  }

  const readOn = async (): Promise<Either<StoreFailure, void>> => {
    try {
      for await (const batch of store.readAll({ after: mark })) {
        const taken = takeAhead(batch)
        if (isLeft(taken)) return taken
      }
      return right(undefined)
    } catch (error) {
      const failure = storeFailure(error)
      return isForGood(failure) ? stop(failure) : left(failure)
    }
  }

  const run = async (): Promise<Either<StoreFailure, void>> => {
    try {
      let result: Either<StoreFailure, void>
      do {
        again = false
        result = await readOn()
      } while (again && !isLeft(result))
      return result
    } finally {
      running = null
    }
  }

  const catchUp = async (): Promise<Either<StoreFailure, void>> => {
    if (stopped !== null) return left(stopped)
    again = true
    running ??= run()
    return running
  }

  // Who appended takes it first; and only between two reads of our own it is certain what comes next.
  const hear = async (recorded: readonly RecordedEvent[], signal: AbortSignal): Promise<'stopped' | null> => {
    await yieldToEventLoop()
    while (running !== null) await running
    if (signal.aborted) return 'stopped'
    const fresh = recorded.filter((event) => ahead?.delete(event.position) !== true)
    if (fresh.length > 0) return isLeft(take(fresh)) ? 'stopped' : null
    if (ahead !== null && ahead.size < pageSize) await pause(rest, signal)
    return null
  }

  const lost = (error: unknown, failures: number): 'stopped' | null => {
    const failure = failureOf(error)
    if (failure?.error === 'StoreClosed') return 'stopped'
    if (failure !== null && isForGood(failure)) stop(failure)
    if (stopped !== null) return 'stopped'
    if (failure === null) {
      logger.error({}, 'following the log ended with an error of the program')
      return 'stopped'
    }
    if (failures === 1) logger.warn({ error: failure.error }, 'the log is lost: trying again until it is back')
    return null
  }

  const follow = watching(() => {
    const start = (): { after: Mark | null } => {
      ahead = new Set()
      return { after: mark }
    }
    const tail = tailing({ store, start, take: hear, lost })
    return () => {
      ahead = null
      void tail.close()
    }
  })

  return {
    mark: () => mark,
    position: () => mark?.position ?? null,
    stoppedBy: () => stopped,
    moved: news.next,
    catchUp,
    follow,
    close: news.notify,
    observe: (appended) => {
      if (appended.events.at(-1)?.id === mark?.eventId) return null
      const isNext = appended.after === (mark?.position ?? null) && standTogether(store, appended)
      if (running !== null || !isNext) return catchUp()
      const taken = takeAhead(appended.events)
      return isLeft(taken) ? Promise.resolve(taken) : null
    },
  }
}
