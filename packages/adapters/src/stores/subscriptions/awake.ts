import { longestTimer } from '../../timing/longest-timer.js'
/** Keeps the process alive until the returned function is called; waiting for events does not. */
export const stayAwake = (): (() => void) => {
  const timer = setInterval(() => {}, longestTimer)
  return () => clearInterval(timer)
}

/** Wraps an action so that the process stays alive until it is done. */
export const keepAwakeDuring = (action: () => Promise<void>) => async (): Promise<void> => {
  const release = stayAwake()
  try {
    await action()
  } finally {
    release()
  }
}
