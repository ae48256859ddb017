/** Starts something for the first watcher, and stops it when the last one is released. */
export const startForWatchers = (start: () => () => void): (() => () => void) => {
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
