import { yieldToEventLoop } from '#platform'

// Milliseconds: a tenth of what anybody else should have to wait for.
const longest = 10

/** Lets others have their turn where work goes on for long; `null` as long as it does not. */
export type Pacing = () => Promise<void> | null

/** Begins to watch the time. */
export const createPacing = (): Pacing => {
  let since = performance.now()
  const rest = async (): Promise<void> => {
    await yieldToEventLoop()
    since = performance.now()
  }
  return () => (performance.now() - since < longest ? null : rest())
}
