import { longestTimer } from './longest-timer.js'
/** Waits for work, at most some milliseconds; rejects if the work does. */
export const atMost = async (milliseconds: number, work: Promise<unknown>): Promise<void> => {
  if (milliseconds > longestTimer) return void (await work)
  let timer: NodeJS.Timeout | undefined
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds)
  })
  try {
    await Promise.race([work, over])
  } finally {
    clearTimeout(timer)
  }
}
