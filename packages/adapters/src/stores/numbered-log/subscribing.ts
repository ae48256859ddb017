import type { RecordedEvent, SubscribeOptions, Subscription } from '@clientele/domain'
import { yieldToEventLoop } from '#platform'
import { pageSize } from '../../log/page-size.js'
import type { After } from '../../log/position.js'
import { type Filter, filterOf, type Pages, pageAfter, placeAfter, startOf } from './reading.js'

type Request = {
  readonly pages: Pages
  readonly filter: Filter
  readonly start: () => After
  readonly isEnded: () => boolean
}

async function* follow({ pages, filter, start, isEnded }: Request): AsyncGenerator<readonly RecordedEvent[]> {
  let place = start()
  while (!isEnded() && !pages.isClosed()) {
    const signal = pages.signal.next()
    const page = await pageAfter(pages, filter, place, pageSize)
    place = await placeAfter(pages, page, place)
    if (page.events.length > 0 && !isEnded()) yield page.events
    await (page.more ? yieldToEventLoop() : signal)
  }
}

async function* watchAndFollow(interest: Request): AsyncGenerator<readonly RecordedEvent[]> {
  if (interest.isEnded()) return
  const release = interest.pages.watch()
  try {
    yield* follow(interest)
  } finally {
    release()
  }
}

/** `subscribe` of a numbered log: reads first, and waits for the signal only when there are no more events. */
export const createSubscribe =
  (pages: Pages) =>
  (options: SubscribeOptions = {}): Subscription => {
    let ended = false
    const filter = filterOf(options)
    const interest = { pages, filter, start: () => startOf(pages, options), isEnded: () => ended }
    return {
      [Symbol.asyncIterator]: () => watchAndFollow(interest),
      close: async () => {
        ended = true
        pages.signal.notify()
      },
    }
  }
