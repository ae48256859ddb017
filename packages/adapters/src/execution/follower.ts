import {
  type Appended,
  type EventStore,
  isEventType,
  type KnownEvent,
  type Position,
  type RecordedEvent,
  readEvent,
  type StoreFailure,
} from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { Logger } from '../logger.js'
import { storeFailure } from './store-failure.js'

/** Takes events in the order of the log. */
export type Observer = (events: readonly KnownEvent[]) => unknown

/** Keeps the views and cached states of this process up with the log, in order and without a gap. */
export type Follower = {
  /** The position of the last event seen; `null` before the first. */
  position(): Position | null
  /** Takes what this process appended: directly when it comes next, else by reading what lies between. */
  observe(appended: Appended): Promise<Either<StoreFailure, void>> | null
  /** Reads on to the end of the log. */
  catchUp(): Promise<Either<StoreFailure, void>>
}

type UnknownTypes = { report(type: string): void }

const unknownTypes = (logger: Logger): UnknownTypes => {
  const reported = new Set<string>()
  return {
    report: (type) => {
      if (reported.has(type)) return
      reported.add(type)
      logger.warn({ type }, 'events of this type come from a newer version and are passed over')
    },
  }
}

const known = (
  recorded: readonly RecordedEvent[],
  unknown: UnknownTypes,
): Either<StoreFailure, readonly KnownEvent[]> => {
  const events: KnownEvent[] = []
  for (const one of recorded) {
    const event = readEvent(one)
    if (isLeft(event)) return event
    if (event.right !== null) events.push(event.right)
    else if (!isEventType(one.type)) unknown.report(one.type)
  }
  return right(events)
}

/** Follows a store's log for some observers. An unreadable event stops it there, and it says so every time. */
export const createFollower = (store: EventStore, observers: readonly Observer[], logger: Logger): Follower => {
  const unknown = unknownTypes(logger)
  let position: Position | null = null
  let running: Promise<Either<StoreFailure, void>> | null = null
  let again = false

  const take = (recorded: readonly RecordedEvent[]): Either<StoreFailure, void> => {
    const events = known(recorded, unknown)
    if (isLeft(events)) return events
    for (const observe of observers) observe(events.right)
    position = recorded.at(-1)?.position ?? position
    return right(undefined)
  }

  const readOn = async (): Promise<Either<StoreFailure, void>> => {
    try {
      for await (const batch of store.readAll({ after: position })) {
        const taken = take(batch)
        if (isLeft(taken)) return taken
      }
      return right(undefined)
    } catch (error) {
      return left(storeFailure(error))
    }
  }

  const run = async (): Promise<Either<StoreFailure, void>> => {
    let result: Either<StoreFailure, void>
    do {
      again = false
      result = await readOn()
    } while (again && !isLeft(result))
    running = null
    return result
  }

  const catchUp = (): Promise<Either<StoreFailure, void>> => {
    again = true
    running ??= run()
    return running
  }

  return {
    position: () => position,
    catchUp,
    observe: (appended) => {
      if (running !== null || appended.after !== position) return catchUp()
      const taken = take(appended.events)
      return isLeft(taken) ? Promise.resolve(taken) : null
    },
  }
}
