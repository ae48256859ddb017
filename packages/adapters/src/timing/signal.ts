/** Wakes everybody who waits; who takes `next` before looking misses no ring. */
export type Bell = { ring(): void; next(): Promise<void> }

/** A bell nobody waits for yet. */
export const bell = (): Bell => {
  let waiting: PromiseWithResolver | null = null
  return {
    ring: () => {
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
