import type { Logger } from '../logger.js'
import type { PersonRead, ReadLog } from './read-log.js'

/** Delivers reads to the host asynchronously. */
export type Delivery = {
  /** Adds a read to the queue; never waits and never throws. */
  add(read: PersonRead): void
  /** Delivers the queued reads; gives up at the first failure. */
  close(): Promise<void>
}

/** The maximum number of queued reads if the host is slow; further reads are dropped and counted. */
export const maxQueued = 10_000

const [maxPerCall, pause] = [1_000, 1_000]

type State = { waiting: PersonRead[]; missed: number; running: Promise<boolean> | null; isClosing: boolean }

const deliver = async (state: State, log: ReadLog, logger: Logger): Promise<boolean> => {
  const [reads, { missed }] = [state.waiting.slice(0, maxPerCall), state]
  try {
    // Lets the reader continue first.
    await Promise.resolve()
    await log(reads, missed)
    state.waiting = state.waiting.slice(reads.length)
    state.missed -= missed
    return true
  } catch {
    logger.error({ waiting: state.waiting.length }, 'the log of reads took nothing: it is tried again')
    return false
  }
}

const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    const timer: { unref?: () => void } | number = setTimeout(resolve, milliseconds)
    // The timer does not keep the process alive.
    if (typeof timer === 'object') timer.unref?.()
  })

const deliverAll = async (state: State, log: ReadLog, logger: Logger): Promise<boolean> => {
  while (state.waiting.length > 0)
    if (!(await deliver(state, log, logger))) {
      if (state.isClosing) return false
      await wait(pause)
    }
  return true
}

/** Creates a delivery to a read log, with a queue of at most 10,000 reads. */
export const createDelivery = (log: ReadLog, logger: Logger): Delivery => {
  const state: State = { waiting: [], missed: 0, running: null, isClosing: false }
  const begin = (): Promise<boolean> => {
    state.running ??= deliverAll(state, log, logger).finally(() => {
      state.running = null
    })
    return state.running
  }
  return {
    add: (read) => {
      if (state.waiting.length >= maxQueued) state.missed += 1
      else state.waiting.push(read)
      void begin()
    },
    close: async () => {
      state.isClosing = true
      if (state.waiting.length > 0) await begin()
    },
  }
}
