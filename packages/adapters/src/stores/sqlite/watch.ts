import { startForWatchers } from '../../log/watching.js'
import type { Signal } from '../../timing/signal.js'
import type { Connection } from './driver/connection.js'
import type { FileCheck } from './file/file-check.js'
import { createChangeDetector } from './tail.js'

const interval = 50

// A failure wakes the readers too: their read then reports it.
const trueOnFailure = (question: () => boolean): boolean => {
  try {
    return question()
  } catch {
    return true
  }
}

/**
 * Notifies the signal when another connection has written or the file was replaced, while there is a watcher. Does not
 * keep the process alive.
 */
export const createWatch = (connection: Connection, signal: Signal, check: FileCheck): (() => () => void) => {
  const hasChanged = createChangeDetector(connection)
  const isNews = (): boolean => {
    check.now()
    return hasChanged()
  }
  const poll = (): void => {
    if (trueOnFailure(isNews)) signal.notify()
  }
  return startForWatchers(() => {
    const timer = setInterval(poll, interval).unref()
    return () => clearInterval(timer)
  })
}
