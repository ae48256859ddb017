import { failureOf } from '@clientele/domain'
import type { EsdbRecorded } from '../client/client.js'
import { isAwayError } from '../client/failure.js'
import { pauseBefore, restUntilWoken } from '../client/patience.js'
import { noteIntents } from '../intents/intents.js'
import { logAfterMark, unlessHeld } from '../log/held.js'
import { lastBefore } from '../log/last-before.js'
import { logBefore } from '../log/raw.js'
import { isOurs, markOf, placeIn } from '../log/stored.js'
import type { Looks, Open } from '../open.js'
import { feedFrom } from './feed.js'
import { type Beginning, beginningOfLog, createTail, type Tail } from './tail.js'

const enough = 2

const beginningOf = async (open: Open): Promise<Beginning> => {
  const page = await logBefore(open, 'end', enough)
  const [event] = page
  if (event === undefined) return beginningOfLog
  const end = { place: placeIn(event), eventId: event.id }
  const ours = page.find(isOurs)
  if (ours !== undefined) return { end, last: markOf(ours) }
  return { end, last: page.length < enough ? null : await lastBefore(open, placeIn(page.at(-1) as EsdbRecorded)) }
}

const isDiverged = (error: unknown): boolean => failureOf(error)?.error === 'LogDiverged'

/** Notes of a page what this process wants to know of the log. */
export const noteIn = (open: Open, tail: Tail, page: readonly EsdbRecorded[]): void => {
  for (const { event } of tail.take(page)) open.known.note(event)
  noteIntents(open, page)
}

/** Nothing is known yet. */
export const createLooks = (opened: () => Open): Looks => {
  let tail: Tail | null = null
  let running: Promise<Tail> | null = null
  let next: Promise<Tail> | null = null
  let [listens, hears] = [false, false]
  let attempt = 0

  const readOn = async (open: Open): Promise<Tail> => {
    const known = tail
    if (known === null) {
      tail = createTail(await beginningOf(open))
      return tail
    }
    for await (const page of logAfterMark(open, known.end())) noteIn(open, known, page)
    return known
  }

  const forgetIfDiverged = (error: unknown): void => {
    if (isDiverged(error)) tail = null
  }

  const start = (): Promise<Tail> => {
    next = null
    const look = async (): Promise<Tail> => {
      try {
        return await readOn(opened())
      } catch (error) {
        forgetIfDiverged(error)
        throw error
      } finally {
        running = null
      }
    }
    running = look()
    return running
  }

  const look = (): Promise<Tail> => {
    if (next !== null) return next
    if (running === null) return start()
    // Whoever waited while the server was found to be away does not begin to wait for it.
    next = running.then(start, (error: unknown) => {
      next = null
      if (isAwayError(error)) throw error
      return start()
    })
    return next
  }

  const whileConnected = async (open: Open): Promise<void> => {
    const known = tail ?? (await look())
    await unlessHeld(open, known.end())
    const feed = feedFrom(open, known.end().place)
    open.sleepers.add(feed.wake)
    try {
      hears = true
      while (open.closing === null && known === tail) {
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
        await whileConnected(open)
      } catch (error) {
        forgetIfDiverged(error)
      }
      await restUntilWoken(open.sleepers, pauseBefore(attempt))
    }
  }

  return {
    tail: () => tail,
    look,
    adopt: (found) => {
      tail ??= found
    },
    hears: () => hears,
    listen: () => {
      if (listens) return
      listens = true
      void listenOn(opened())
    },
  }
}
