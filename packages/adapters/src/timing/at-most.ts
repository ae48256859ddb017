import { longestTimer } from './longest-timer.js'
/** Waits for work, at most some milliseconds; returns whether it ended in time. Rejects if the work does. */
export const atMost = async (milliseconds: number, work: Promise<unknown>): Promise<boolean> => {
  if (milliseconds > longestTimer) {
    await work
    return true
  }
  let timer: NodeJS.Timeout | undefined
  const over = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, milliseconds, false)
  })
  try {
    return await Promise.race([work.then(() => true), over])
  } finally {
    clearTimeout(timer)
  }
}
