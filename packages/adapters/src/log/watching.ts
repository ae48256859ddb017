/** Starts something with the first who watches and stops it with the last who is released. */
export const watching = (start: () => () => void): (() => () => void) => {
  let watchers = 0
  let stop = (): void => {}
  return () => {
    if (watchers === 0) stop = start()
    watchers += 1
    return () => {
      watchers -= 1
      if (watchers === 0) stop()
    }
  }
}
