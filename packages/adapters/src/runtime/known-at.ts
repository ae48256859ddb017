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
import { betweenOthers } from './preparing.js'
import { isKnownTo } from './snapshots/scheduler.js'

/** The register as it was known at a moment. */
export type KnownRegister = Pick<Known, 'views' | 'audit' | 'register'>

const mostKept = 2

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

/** How many events the views have seen up to a position where they know no event: the next that they know tells. */
const countBefore = async ({ journal }: Projections, store: EventStore, position: Position): Promise<number> => {
  for await (const batch of store.readAll({ after: position }))
    for (const event of batch) {
      const count = journal.countUpTo(event.position)
      if (count !== null) return count - 1
    }
  return journal.size
}

const countAt = async (live: Projections, store: EventStore, moment: Instant | Position): Promise<number> => {
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

/** What is kept of a register: its log, and snapshots. */
type Kept = { readonly store: EventStore; readonly snapshots: SnapshotStore | undefined }

/** The newest snapshot of the register before a moment; `undefined` for none, and where it cannot be read: it only saves time. */
const baseBefore = async (
  { journal }: Projections,
  count: number,
  { store, snapshots }: Kept,
): Promise<PastBase | undefined> => {
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

type Made = { readonly known: KnownRegister; readonly takeIn: Known['takeIn'] }

const made = async (live: Projections, count: number, places: Kept): Promise<Made> => {
  const { views, audit, register, takeIn } = live.knownAfter(count, await baseBefore(live, count, places))
  await betweenOthers(takeIn())
  return { known: Object.freeze({ views, audit, register }), takeIn }
}

/** Makes the views of past moments from what the live ones have seen; keeps the last few. */
export const createKnownAt = (
  live: Projections,
  store: EventStore,
  snapshots: SnapshotStore | undefined,
): ((moment: Instant | Position) => Promise<KnownRegister>) => {
  const kept = new LRUCache<string, Promise<Made>>({ max: mostKept })
  return async (moment) => {
    if (typeof moment !== 'string' || moment === '') throw unknownMoment()
    const count = await countAt(live, store, moment)
    const key = `${live.register.generation} ${count}`
    const making = kept.get(key) ?? made(live, count, { store, snapshots })
    kept.set(key, making)
    try {
      const { known, takeIn } = await making
      // One that was kept takes in who was erased since.
      await betweenOthers(takeIn())
      return known
    } catch (error) {
      kept.delete(key)
      throw error
    }
  }
}
