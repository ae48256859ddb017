const longest = 2 ** 31 - 1

/** Keeps the process alive until the returned function is called: waiting for events alone does not. */
export const stayAwake = (): (() => void) => {
  const timer = setInterval(() => {}, longest)
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
