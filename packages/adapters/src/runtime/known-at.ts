import {
  type EventStore,
  type Instant,
  instantFrom,
  type Mark,
  type Position,
  type SnapshotStore,
} from '@clientele/domain'
import {
  isOfRegister,
  type Known,
  type PastBase,
  type Projections,
  projectionsVersion,
  questionRefused,
  registerIn,
} from '@clientele/projections'
import { isLeft } from 'fp-ts/lib/Either.js'
import { LRUCache } from 'lru-cache'
import { type Abortable, type ReadableLog, signalIn, unlessAborted, untilAborted } from '../log/abortable.js'
import { isKnownTo } from './snapshots/scheduler.js'
import { runYielding } from './yielding.js'

/** The register as known at a past moment. */
export type KnownRegister = Pick<Known, 'views' | 'audit' | 'register'>

const maxCached = 2

const unknownMoment = (): Error =>
  questionRefused({
    error: 'MalformedQuestion',
    problems: [
      {
        path: 'knownAt',
        expected: 'an ISO 8601 instant, or the position of an event of this log',
        actual: 'another text',
      },
    ],
  })

/** The number of known events up to a position that is not in the journal: found by the next position that is. */
const countBefore = async ({ journal }: Projections, store: ReadableLog, position: Position): Promise<number> => {
  for await (const batch of store.readAll({ after: position }))
    for (const event of batch) {
      const count = journal.countUpTo(event.position)
      if (count !== null) return count - 1
    }
  return journal.size
}

const countAt = async (live: Projections, store: ReadableLog, moment: Instant | Position): Promise<number> => {
  const instant = instantFrom(moment)
  if (instant !== null) return live.journal.countRecordedBy(instant)
  const count = live.journal.countUpTo(moment)
  if (count !== null) return count
  try {
    return await countBefore(live, store, moment)
  } catch {
    throw unknownMoment()
  }
}

/** The log of a register, and its snapshots. */
type Sources = { readonly store: EventStore; readonly snapshots: SnapshotStore | undefined }

/**
 * The newest snapshot before a moment, as far as possible from memory; `undefined` if there is none or it is unreadable,
 * since it only saves time.
 */
const baseBefore = async (
  { journal, base }: Projections,
  count: number,
  { store, snapshots }: Sources,
): Promise<PastBase | undefined> => {
  if (base !== null && base.count <= count) return base
  const isKnown = isKnownTo(store)
  let seen = 0
  const isBefore = async (mark: Mark): Promise<boolean> => {
    seen = journal.countUpTo(mark.position) ?? Number.POSITIVE_INFINITY
    return seen <= count && (await isKnown(mark))
  }
  const found = await snapshots?.latest({
    version: projectionsVersion(),
    isKnown: isBefore,
    isRead: isOfRegister,
  })()
  if (found === undefined || isLeft(found) || found.right === null) return undefined
  const contents = registerIn(found.right)
  return contents === null ? undefined : { contents, count: seen }
}

type Built = { readonly known: KnownRegister; readonly takeIn: Known['takeIn'] }

const build = async (live: Projections, count: number, places: Sources): Promise<Built> => {
  const { views, audit, register, takeIn } = live.knownAfter(count, await baseBefore(live, count, places))
  await runYielding(takeIn())
  return { known: Object.freeze({ views, audit, register }), takeIn }
}

/** Builds the views of past moments from the journal of the live ones; caches the last few. */
export const createKnownAt = (
  live: Projections,
  store: EventStore,
  snapshots: SnapshotStore | undefined,
): ((moment: Instant | Position, options?: Abortable) => Promise<KnownRegister>) => {
  const cache = new LRUCache<string, Promise<Built>>({ max: maxCached })
  const find = async (moment: Instant | Position, signal?: AbortSignal): Promise<KnownRegister> => {
    if (typeof moment !== 'string' || moment === '') throw unknownMoment()
    const count = await countAt(live, untilAborted(store, signal), moment)
    const key = `${live.register.generation} ${count}`
    const building = cache.get(key) ?? build(live, count, { store, snapshots })
    cache.set(key, building)
    try {
      const { known, takeIn } = await building
      // A cached one applies erasures that happened since.
      await runYielding(takeIn())
      return known
    } catch (error) {
      cache.delete(key)
      throw error
    }
  }
  // What is being built is cached for others: an aborted caller only stops waiting.
  return async (moment, options) => {
    const signal = signalIn('knownAt', options)
    return unlessAborted(() => find(moment, signal), signal)
  }
}
