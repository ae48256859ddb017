import { type EventStore, type Instant, instantFrom, type Position } from '@clientele/domain'
import { type KnownViews, type Projections, questionRefused } from '@clientele/projections'
import { LRUCache } from 'lru-cache'
import { yieldToEventLoop } from '#platform'

/** The register as it was known at a moment. */
export type KnownRegister = Pick<KnownViews, 'views' | 'register'>

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

const made = async (known: KnownViews): Promise<KnownRegister> => {
  for (const _ of known.takeIn()) await yieldToEventLoop()
  return Object.freeze({ views: known.views, register: known.register })
}

/** Makes the views of past moments from what the live ones have seen; keeps the last few. */
export const createKnownAt = (
  live: Projections,
  store: EventStore,
): ((moment: Instant | Position) => Promise<KnownRegister>) => {
  const kept = new LRUCache<string, Promise<KnownRegister>>({ max: mostKept })
  return async (moment) => {
    if (typeof moment !== 'string' || moment === '') throw unknownMoment()
    const key = `${live.register.generation} ${await countAt(live, store, moment)}`
    const known = kept.get(key) ?? made(live.knownAfter(Number(key.slice(key.indexOf(' ')))))
    kept.set(key, known)
    return known
  }
}
