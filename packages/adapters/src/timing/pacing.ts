import { yieldToEventLoop } from '#platform'

// In milliseconds: a tenth of the longest acceptable wait of other work.
const maxWork = 10

/** Returns a promise that yields to the event loop if work has run for too long; else `null`. */
export type Pacing = () => Promise<void> | null

/** Creates a pacing that starts now. */
export const createPacing = (): Pacing => {
  let since = performance.now()
  const yieldNow = async (): Promise<void> => {
    await yieldToEventLoop()
    since = performance.now()
  }
  return () => (performance.now() - since < maxWork ? null : yieldNow())
}
