import { watching } from '../../log/watching.js'
import type { Signal } from '../../timing/signal.js'
import type { Connection } from './driver/connection.js'
import type { FileCheck } from './file/file-check.js'
import { changeOf } from './tail.js'

const interval = 50

// A failure is news too: whoever is woken reads, and says what is wrong.
const orTrue = (question: () => boolean): boolean => {
  try {
    return question()
  } catch {
    return true
  }
}

/**
 * Notifies the signal when another connection has written or the file is no longer the one at its path, as long as somebody
 * watches; keeps no process alive.
 */
export const watchOf = (connection: Connection, signal: Signal, check: FileCheck): (() => () => void) => {
  const hasChanged = changeOf(connection)
  const isNews = (): boolean => {
    check.now()
    return hasChanged()
  }
  const look = (): void => {
    if (orTrue(isNews)) signal.notify()
  }
  return watching(() => {
    const timer = setInterval(look, interval).unref()
    return () => clearInterval(timer)
  })
}
