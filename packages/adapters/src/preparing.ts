/**
 * Does small steps one after another while nothing else is to be done, and answers how to stop. Keeps no process alive.
 */
export const inSpareTime = (steps: Iterable<void>): (() => void) => {
  const left = steps[Symbol.iterator]()
  const next = (): NodeJS.Immediate =>
    setImmediate(() => {
      if (left.next().done !== true) waiting = next()
    }).unref()
  let waiting = next()
  return () => clearImmediate(waiting)
}
