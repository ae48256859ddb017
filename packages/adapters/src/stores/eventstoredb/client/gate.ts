import pLimit from 'p-limit'
import { isAwayError } from './failure.js'

/** Lets so many through at once; the others wait, in the order of coming. Rejects with what the action rejects with. */
export type Gate = <A>(action: () => Promise<A>) => Promise<A>

/**
 * What waits is not under way: its patience has not begun. Whoever waited while the server was found to be away is told
 * so at once, lest each waits for it in turn.
 */
export const createGate = (most: number): Gate => {
  const limit = pLimit(most)
  let away: { readonly error: unknown; readonly at: number } | null = null

  const pass = async <A>(since: number, action: () => Promise<A>): Promise<A> => {
    if (away !== null && away.at >= since) throw away.error
    try {
      const answer = await action()
      away = null
      return answer
    } catch (error) {
      away = isAwayError(error) ? { error, at: performance.now() } : null
      throw error
    }
  }

  return (action) => {
    const since = performance.now()
    return limit(() => pass(since, action))
  }
}
