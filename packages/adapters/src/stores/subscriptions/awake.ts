import { longestTimer } from '../../timing/longest-timer.js'
/** Keeps the process alive until the returned function is called: waiting for events alone does not. */
export const stayAwake = (): (() => void) => {
  const timer = setInterval(() => {}, longestTimer)
  return () => clearInterval(timer)
}

/** The same action, which keeps the process alive until it is done: what it waits for may not. */
export const stayingAwake = (action: () => Promise<void>) => async (): Promise<void> => {
  const sleep = stayAwake()
  try {
    await action()
  } finally {
    sleep()
  }
}
