import { failureError, failureOf, logDiverged } from '@clientele/domain'
import type { EsdbRecorded } from '../client/client.js'
import { isTransient, storeFailureOf } from '../client/failure.js'
import { leastShare, pause, pauseBefore, shareOf } from '../client/patience.js'
import type { Open } from '../open.js'
import { type After, isAfter, positionOf } from './position.js'
import { drained, logFrom } from './raw.js'
import { placeIn } from './stored.js'

const holds = (event: EsdbRecorded | undefined, { place, eventId }: After): boolean =>
  event !== undefined && event.id === eventId && place !== 'start' && positionOf(placeIn(event)) === positionOf(place)

// The server knows its positions: one where nothing stands is of another log.
const saysNowhere = (error: unknown): boolean => storeFailureOf(error).error === 'StoreUnreadable'

const readAt = (open: Open, after: After, share: number): Promise<readonly EsdbRecorded[]> => {
  const options = { ...open.call, fromPosition: after.place, maxCount: 1 } as const
  return drained(open, () => open.client.readAll(options), share)
}

const answersElsewhere = async (open: Open, share: number): Promise<boolean> => {
  if (share <= 0) return false
  try {
    const options = { ...open.call, direction: 'backwards', fromPosition: 'end', maxCount: 1 } as const
    await drained(open, () => open.client.readAll(options), share)
    return true
  } catch {
    return false
  }
}

// Reads of KurrentDB's client say of a position where nothing stands only that the server is not available: it is there
// when it answers for the end of the log, time after time. Once is not enough, it may have come back between the two.
const enoughTimes = 3

/** Throws `LogDiverged` when an event is not where it was. */
export const unlessHeld = async (open: Open, after: After): Promise<void> => {
  if (after.eventId === null || after.place === 'start') return
  const deadline = performance.now() + open.patience
  const left = (most: number): number => Math.min(most, deadline - performance.now())
  let elsewhere = 0
  for (let attempt = 1; ; attempt += 1) {
    try {
      const [found] = await readAt(open, after, Math.max(1, left(shareOf(open.patience))))
      if (holds(found, after)) return
      throw failureError(logDiverged)
    } catch (error) {
      if (saysNowhere(error)) throw failureError(logDiverged)
      if (!isTransient(error)) throw failureError(storeFailureOf(error))
      elsewhere = open.wholeSeconds && (await answersElsewhere(open, left(leastShare))) ? elsewhere + 1 : 0
      if (elsewhere >= enoughTimes) throw failureError(logDiverged)
      if (open.isHungUp || performance.now() >= deadline) throw failureError(storeFailureOf(error))
    }
    await pause(pauseBefore(attempt))
  }
}

async function* checkedFrom(open: Open, after: After): AsyncGenerator<readonly EsdbRecorded[]> {
  let isHeld = false
  try {
    for await (const page of logFrom(open, after.place)) {
      isHeld ||= holds(page[0], after)
      if (!isHeld) throw failureError(logDiverged)
      yield page
    }
  } catch (error) {
    throw !isHeld && failureOf(error)?.error === 'StoreUnreadable' ? failureError(logDiverged) : error
  }
  if (!isHeld) throw failureError(logDiverged)
}

/** Everything in the log behind a place; throws `LogDiverged` when its event is not there. */
export async function* logAfterMark(open: Open, after: After): AsyncGenerator<readonly EsdbRecorded[]> {
  const isTold = !open.wholeSeconds
  if (!isTold) await unlessHeld(open, after)
  const pages = isTold && after.eventId !== null ? checkedFrom(open, after) : logFrom(open, after.place)
  for await (const page of pages) {
    const fresh = page.filter((event) => isAfter(placeIn(event), after.place))
    if (fresh.length > 0) yield fresh
  }
}
