import { pauseUntilWoken, retryDelay } from '../client/retry.js'
import { checkStillThere } from '../log/diverged.js'
import type { LogTail, OpenStore } from '../open.js'
import { createFeed } from './feed.js'
import { notePage } from './note.js'
import type { Tail } from './tail.js'

/** Access to the tail of the log; `failed` is called with every error. */
type TailAccess = Pick<LogTail, 'tail' | 'look'> & { readonly failed: (error: unknown) => void }

/** Follows the log with a subscription; reconnects until the store is closed. */
export const createSubscription = (
  opened: () => OpenStore,
  { tail, look, failed }: TailAccess,
): Pick<LogTail, 'listen' | 'hears'> => {
  let [listens, hears] = [false, false]
  let attempt = 0

  const followFeed = async (open: OpenStore, known: Tail): Promise<void> => {
    const feed = createFeed(open, known.end().place)
    open.sleepers.add(feed.wake)
    try {
      hears = true
      while (open.closing === null && known === tail()) {
        notePage(open, known, await feed.next())
        attempt = 0
      }
    } finally {
      hears = false
      open.sleepers.delete(feed.wake)
      feed.stop()
    }
  }

  const reconnectUntilClosed = async (open: OpenStore): Promise<void> => {
    for (; open.closing === null; attempt += 1) {
      try {
        const known = tail() ?? (await look())
        await checkStillThere(open, known.end())
        await followFeed(open, known)
      } catch (error) {
        failed(error)
      }
      await pauseUntilWoken(open.sleepers, retryDelay(attempt))
    }
  }

  return {
    hears: () => hears,
    listen: () => {
      if (listens) return
      listens = true
      void reconnectUntilClosed(opened())
    },
  }
}
