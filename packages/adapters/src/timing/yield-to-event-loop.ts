/** Lets everything else that waits for the event loop go first: long work starves nobody. */
export const yieldToEventLoop = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
