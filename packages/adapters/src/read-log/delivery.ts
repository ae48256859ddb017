import type { Logger } from '../logger.js'
import type { PersonRead, ReadLog } from './read-log.js'

/** Gives reads to a host behind the backs of those who read. */
export type Delivery = {
  /** Never waits and never throws. */
  add(read: PersonRead): void
  /** Gives what is waiting, once more where that fails. */
  close(): Promise<void>
}

/** How many reads wait for a host that is slow; those beyond are lost, and counted. */
export const mostWaiting = 10_000

const [mostAtOnce, pause] = [1_000, 1_000]

type State = { waiting: PersonRead[]; missed: number; underWay: Promise<boolean> | null; isClosing: boolean }

const give = async (state: State, log: ReadLog, logger: Logger): Promise<boolean> => {
  const [reads, { missed }] = [state.waiting.slice(0, mostAtOnce), state]
  try {
    // Not before whoever reads has gone on.
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

const later = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    const timer: { unref?: () => void } | number = setTimeout(resolve, milliseconds)
    // Nobody's process is kept alive for it.
    if (typeof timer === 'object') timer.unref?.()
  })

const giveAll = async (state: State, log: ReadLog, logger: Logger): Promise<boolean> => {
  while (state.waiting.length > 0)
    if (!(await give(state, log, logger))) {
      if (state.isClosing) return false
      await later(pause)
    }
  return true
}

/** Delivers reads to a log, at most 10,000 of which wait. */
export const deliverTo = (log: ReadLog, logger: Logger): Delivery => {
  const state: State = { waiting: [], missed: 0, underWay: null, isClosing: false }
  const begin = (): Promise<boolean> => {
    state.underWay ??= giveAll(state, log, logger).finally(() => {
      state.underWay = null
    })
    return state.underWay
  }
  return {
    add: (read) => {
      if (state.waiting.length >= mostWaiting) state.missed += 1
      else state.waiting.push(read)
      void begin()
    },
    close: async () => {
      state.isClosing = true
      if (state.waiting.length > 0) await begin()
    },
  }
}
