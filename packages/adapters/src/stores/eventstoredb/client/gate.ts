import { createPlaces } from '../../../timing/limit.js'
import { isAwayError } from './failure.js'

/**
 * Runs a limited number of actions at once; the others queue, first come, first served. Rejects with the error of the
 * action, or of the one that found the server away.
 */
export type Gate = <A>(action: () => Promise<A>) => Promise<A>

/**
 * Creates a gate. The patience of an action starts when it leaves the queue. If an action finds the server away, the
 * actions that were queued then fail at once, so that they do not wait for the server one after another.
 */
export const createGate = (most: number): Gate => {
  const places = createPlaces(most)
  let away: { readonly error: unknown; readonly at: number } | null = null

  return async (action) => {
    const since = performance.now()
    const turn = places.take()
    if (turn !== null) await turn
    const before = away !== null && away.at >= since ? away : null
    try {
      if (before !== null) throw before.error
      const answer = await action()
      away = null
      return answer
    } catch (error) {
      if (before === null) away = isAwayError(error) ? { error, at: performance.now() } : null
      throw error
    } finally {
      places.leave()
    }
  }
}
