import { failureOf } from '@clientele/domain'
import { isAwayError } from '../client/failure.js'
import { logAfterMark } from '../log/diverged.js'
import { lastBefore } from '../log/last-before.js'
import { logBefore } from '../log/raw.js'
import { isRegisterEvent, markOf, placeIn } from '../log/stored.js'
import type { LogTail, OpenStore } from '../open.js'
import { notePage } from './note.js'
import { createSubscription } from './subscription.js'
import { type Beginning, beginningOfLog, createTail, type Tail } from './tail.js'

const firstPageSize = 2

const readBeginning = async (open: OpenStore): Promise<Beginning> => {
  const page = await logBefore(open, 'end', firstPageSize)
  const [event] = page
  if (event === undefined) return beginningOfLog
  const end = { place: placeIn(event), eventId: event.id }
  const ours = page.find(isRegisterEvent)
  if (ours !== undefined) return { end, last: markOf(ours) }
  return { end, last: page.length < firstPageSize ? null : await lastBefore(open, placeIn(page.at(-1) ?? event)) }
}

const isDiverged = (error: unknown): boolean => failureOf(error)?.error === 'LogDiverged'

/** Creates a log tail that has read nothing yet. */
export const createLogTail = (opened: () => OpenStore): LogTail => {
  let tail: Tail | null = null
  let running: Promise<Tail> | null = null
  let next: Promise<Tail> | null = null

  const readNew = async (open: OpenStore): Promise<Tail> => {
    const known = tail
    if (known === null) {
      tail = createTail(await readBeginning(open))
      return tail
    }
    for await (const page of logAfterMark(open, known.end())) notePage(open, known, page)
    return known
  }

  const forgetIfDiverged = (error: unknown): void => {
    if (isDiverged(error)) tail = null
  }

  const start = (): Promise<Tail> => {
    next = null
    const look = async (): Promise<Tail> => {
      try {
        return await readNew(opened())
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
    // If the running read finds the server away, callers that wait for the next read fail at once.
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
    ...createSubscription(opened, { tail: () => tail, look, failed: forgetIfDiverged }),
  }
}
