import {
  type EventStore,
  failureOf,
  type Instant,
  type RecordedEvent,
  type StoreFailure,
  type StoreSource,
} from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { Clientele } from '../clientele.js'
import { systemClock } from '../event-log/clock.js'
import { memory } from '../memory/index.js'
import { type DisposableTarget, importTarget } from './target.js'

const appended = async (
  to: EventStore,
  { stream, revision, position: _, recordedAt: __, ...event }: RecordedEvent,
): Promise<StoreFailure | null> => {
  const expected = revision === 0 ? 'noStream' : revision - 1
  const outcome = await to.append({ writes: [{ stream, expected, events: [event] }], unchanged: [], noneSince: [] })()
  return isLeft(outcome) ? outcome.left : null
}

type Copying = { readonly to: EventStore; at(instant: Instant): void }

const copyAll = async (from: EventStore, { to, at }: Copying): Promise<StoreFailure | null> => {
  try {
    for await (const batch of from.readAll())
      for (const event of batch) {
        at(event.recordedAt)
        const failure = await appended(to, event)
        if (failure !== null) return failure
      }
    return null
  } catch (error) {
    const failure = failureOf(error)
    if (failure === null) throw error
    return failure
  }
}

/** A register in memory with the same events, recorded when they were: what a dry run tries itself on. */
export const copyOf = async (
  store: EventStore,
  open: (source: StoreSource) => Promise<Clientele>,
): Promise<Either<StoreFailure, DisposableTarget>> => {
  let now: () => Instant = systemClock
  const source = memory({ clock: () => now() })
  const opened = await source.open()
  if (isLeft(opened)) return opened
  const at = (instant: Instant): void => {
    now = () => instant
  }
  const failure = await copyAll(store, { to: opened.right, at })
  if (failure !== null) return left(failure)
  now = systemClock
  const crm = await open(source)
  return right({ ...importTarget(crm), close: crm.close })
}
