/** Wakes all waiters. A caller that calls `next` before it checks its condition misses no notification. */
export type Signal = { notify(): void; next(): Promise<void> }

/** Creates a signal without waiters. */
export const createSignal = (): Signal => {
  let waiting: PromiseWithResolver | null = null
  return {
    notify: () => {
      waiting?.resolve()
      waiting = null
    },
    next: () => {
      waiting ??= createWaiting()
      return waiting.promise
    },
  }
}

type PromiseWithResolver = { readonly promise: Promise<void>; readonly resolve: () => void }

const createWaiting = (): PromiseWithResolver => {
  let resolve = (): void => {}
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}
