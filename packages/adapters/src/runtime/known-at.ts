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

/** The newest snapshot of the register before a moment; `undefined` for none, and where it cannot be read: it only saves time. */
const baseBefore = async (
  { journal }: Projections,
  count: number,
  snapshots: SnapshotStore | undefined,
): Promise<PastBase | undefined> => {
  let seen = 0
  const isBefore = async ({ position }: Mark): Promise<boolean> => {
    seen = journal.countUpTo(position) ?? Number.POSITIVE_INFINITY
    return seen <= count
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

const made = async (live: Projections, count: number, snapshots: SnapshotStore | undefined): Promise<KnownRegister> => {
  const known = live.knownAfter(count, await baseBefore(live, count, snapshots))
  await betweenOthers(known.takeIn())
  return Object.freeze({ views: known.views, audit: known.audit, register: known.register })
}

/** Makes the views of past moments from what the live ones have seen; keeps the last few. */
export const createKnownAt = (
  live: Projections,
  store: EventStore,
  snapshots: SnapshotStore | undefined,
): ((moment: Instant | Position) => Promise<KnownRegister>) => {
  const kept = new LRUCache<string, Promise<KnownRegister>>({ max: mostKept })
  return async (moment) => {
    if (typeof moment !== 'string' || moment === '') throw unknownMoment()
    const count = await countAt(live, store, moment)
    const key = `${live.register.generation} ${count}`
    const known = kept.get(key) ?? made(live, count, snapshots)
    kept.set(key, known)
    return known
  }
}
