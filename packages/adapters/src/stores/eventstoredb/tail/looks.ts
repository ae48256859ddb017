import { failureOf } from '@clientele/domain'
import { isAwayError } from '../client/failure.js'
import { logAfterMark } from '../log/held.js'
import { lastBefore } from '../log/last-before.js'
import { logBefore } from '../log/raw.js'
import { isOurs, markOf, placeIn } from '../log/stored.js'
import type { Looks, Open } from '../open.js'
import { createListening } from './listening.js'
import { noteIn } from './note.js'
import { type Beginning, beginningOfLog, createTail, type Tail } from './tail.js'

const enough = 2

const beginningOf = async (open: Open): Promise<Beginning> => {
  const page = await logBefore(open, 'end', enough)
  const [event] = page
  if (event === undefined) return beginningOfLog
  const end = { place: placeIn(event), eventId: event.id }
  const ours = page.find(isOurs)
  if (ours !== undefined) return { end, last: markOf(ours) }
  return { end, last: page.length < enough ? null : await lastBefore(open, placeIn(page.at(-1) ?? event)) }
}

const isDiverged = (error: unknown): boolean => failureOf(error)?.error === 'LogDiverged'

/** Nothing is known yet. */
export const createLooks = (opened: () => Open): Looks => {
  let tail: Tail | null = null
  let running: Promise<Tail> | null = null
  let next: Promise<Tail> | null = null

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

  return {
    tail: () => tail,
    look,
    adopt: (found) => {
      tail ??= found
    },
    ...createListening(opened, { tail: () => tail, look, failed: forgetIfDiverged }),
  }
}
