import { failureError, failureOf, logDiverged } from '@clientele/domain'
import type { EsdbRecorded } from '../client/client.js'
import { isTransient, storeFailureOf } from '../client/failure.js'
import { attemptTime, minAttemptTime, pause, retryDelay } from '../client/retry.js'
import type { OpenStore } from '../open.js'
import { type After, isAfter, positionOf } from './position.js'
import { logFrom, readToEnd } from './raw.js'
import { placeIn } from './stored.js'

const isEventAt = (event: EsdbRecorded | undefined, { place, eventId }: After): boolean =>
  event !== undefined && event.id === eventId && place !== 'start' && positionOf(placeIn(event)) === positionOf(place)

// The server rejects a position without an event: that position is of another log.
const isNoPosition = (error: unknown): boolean => storeFailureOf(error).error === 'StoreUnreadable'

const readAt = (open: OpenStore, after: After, share: number): Promise<readonly EsdbRecorded[]> => {
  const options = { ...open.call, fromPosition: after.place, maxCount: 1 } as const
  return readToEnd(open, () => open.client.readAll(options), share)
}

const serverAnswers = async (open: OpenStore, share: number): Promise<boolean> => {
  if (share <= 0) return false
  try {
    const options = { ...open.call, direction: 'backwards', fromPosition: 'end', maxCount: 1 } as const
    await readToEnd(open, () => open.client.readAll(options), share)
    return true
  } catch {
    return false
  }
}

// For a position without an event, reads of KurrentDB's client only report that the server is unavailable. If the
// server answers reads of the log's end several times in a row, it is up. Once is not enough: it may just have come
// back.
const enoughAnswers = 3

/** Throws `LogDiverged` if an event is no longer at its position. */
export const checkStillThere = async (open: OpenStore, after: After): Promise<void> => {
  if (after.eventId === null || after.place === 'start') return
  const deadline = performance.now() + open.patience
  const left = (most: number): number => Math.min(most, deadline - performance.now())
  let answers = 0
  for (let attempt = 1; ; attempt += 1) {
    try {
      const [found] = await readAt(open, after, Math.max(1, left(attemptTime(open.patience))))
      if (isEventAt(found, after)) return
      throw failureError(logDiverged)
    } catch (error) {
      if (isNoPosition(error)) throw failureError(logDiverged)
      if (!isTransient(error)) throw failureError(storeFailureOf(error))
      answers = open.wholeSeconds && (await serverAnswers(open, left(minAttemptTime))) ? answers + 1 : 0
      if (answers >= enoughAnswers) throw failureError(logDiverged)
      if (open.isHungUp || performance.now() >= deadline) throw failureError(storeFailureOf(error))
    }
    await pause(retryDelay(attempt))
  }
}

async function* logFromChecked(open: OpenStore, after: After): AsyncGenerator<readonly EsdbRecorded[]> {
  let isHeld = false
  try {
    for await (const page of logFrom(open, after.place)) {
      isHeld ||= isEventAt(page[0], after)
      if (!isHeld) throw failureError(logDiverged)
      yield page
    }
  } catch (error) {
    throw !isHeld && failureOf(error)?.error === 'StoreUnreadable' ? failureError(logDiverged) : error
  }
  if (!isHeld) throw failureError(logDiverged)
}

/** All events after a place; throws `LogDiverged` if the event of the place is not there. */
export async function* logAfterMark(open: OpenStore, after: After): AsyncGenerator<readonly EsdbRecorded[]> {
  const reportsPositions = !open.wholeSeconds
  if (!reportsPositions) await checkStillThere(open, after)
  const pages = reportsPositions && after.eventId !== null ? logFromChecked(open, after) : logFrom(open, after.place)
  for await (const page of pages) {
    const fresh = page.filter((event) => isAfter(placeIn(event), after.place))
    if (fresh.length > 0) yield fresh
  }
}
