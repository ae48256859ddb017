/** Wakes all waiters. A caller that takes `next` before it looks misses no notification. */
export type Signal = { notify(): void; next(): Promise<void> }

/** A signal without waiters. */
export const createSignal = (): Signal => {
  let waiting: PromiseWithResolver | null = null
  return {
    notify: () => {
      waiting?.resolve()
      waiting = null
    },
    next: () => {
      waiting ??= pending()
      return waiting.promise
    },
  }
}

type PromiseWithResolver = { readonly promise: Promise<void>; readonly resolve: () => void }

const pending = (): PromiseWithResolver => {
  let resolve = (): void => {}
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}
