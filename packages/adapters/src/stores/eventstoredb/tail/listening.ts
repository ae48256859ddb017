import { pauseBefore, restUntilWoken } from '../client/patience.js'
import { unlessHeld } from '../log/held.js'
import type { Looks, Open } from '../open.js'
import { feedFrom } from './feed.js'
import { noteIn } from './note.js'
import type { Tail } from './tail.js'

/** What is known of the log; `failed` is told of every error. */
type Knowledge = Pick<Looks, 'tail' | 'look'> & { readonly failed: (error: unknown) => void }

/** Follows the log by a subscription, connecting again until the store is closed. */
export const createListening = (
  opened: () => Open,
  { tail, look, failed }: Knowledge,
): Pick<Looks, 'listen' | 'hears'> => {
  let [listens, hears] = [false, false]
  let attempt = 0

  const hear = async (open: Open, known: Tail): Promise<void> => {
    const feed = feedFrom(open, known.end().place)
    open.sleepers.add(feed.wake)
    try {
      hears = true
      while (open.closing === null && known === tail()) {
        noteIn(open, known, await feed.next())
        attempt = 0
      }
    } finally {
      hears = false
      open.sleepers.delete(feed.wake)
      feed.stop()
    }
  }

  const listenOn = async (open: Open): Promise<void> => {
    for (; open.closing === null; attempt += 1) {
      try {
        const known = tail() ?? (await look())
        await unlessHeld(open, known.end())
        await hear(open, known)
      } catch (error) {
        failed(error)
      }
      await restUntilWoken(open.sleepers, pauseBefore(attempt))
    }
  }

  return {
    hears: () => hears,
    listen: () => {
      if (listens) return
      listens = true
      void listenOn(opened())
    },
  }
}
