import type { LeaseStore } from '@clientele/domain'
import { inBackground, randomUuid } from '#platform'
import { atMost } from '../../timing/at-most.js'
import { pause } from '../../timing/pause.js'

/** A name that one holder has at a time. */
export type Tenure = {
  /** Waits until the name is ours, or the signal says stop; `false` then. Rejects when the store cannot tell. */
  take(signal: AbortSignal, onWaiting: () => Promise<void>): Promise<boolean>
  /** Whether the name is ours still, for all this process knows. Once it is not, it has to be taken again. */
  isHeld(): boolean
  /** Keeps the name until the returned function is called, or it is released; `onLost` is called when its time is over. */
  keep(onLost: () => void): () => void
  /** Lets go, so that another process need not wait. */
  release(): Promise<void>
}

const shortest = 300

/** The longest a lease lasts, in milliseconds: a day. One that seems to last longer was taken by a clock that was ahead. */
export const longestLease = 86_400_000

const nothing = (): void => {}

/** Everybody has the name. */
const open = (): Tenure => {
  let isReleased = false
  return {
    take: async () => true,
    isHeld: () => !isReleased,
    keep: () => nothing,
    release: async () => {
      isReleased = true
    },
  }
}

/** The end of our time, by `performance.now()`; 0 while somebody else has the name. Counted from before the question. */
type Until = () => Promise<number>

// One question at a time: an answer that was on its way would take the name again after it was released.
const untilIn = (leases: LeaseStore, name: string, holder: string, lasting: number) => {
  let asking: Promise<number> | null = null
  const ask: Until = async () => {
    const asked = performance.now()
    try {
      return (await leases.hold(name, holder, lasting)) ? asked + lasting : 0
    } finally {
      asking = null
    }
  }
  const hold: Until = () => {
    asking ??= ask()
    return asking
  }
  const settled = async (): Promise<unknown> => asking?.catch(nothing)
  return { hold, settled }
}

/** The tenure of a name; `leases` is `null` where everybody may have it. */
export const tenureOf = (name: string, leases: LeaseStore | null, takeOverAfter: number): Tenure => {
  if (leases === null) return open()
  const holder = randomUuid()
  const lasting = Math.min(longestLease, Math.max(shortest, takeOverAfter))
  const { hold, settled } = untilIn(leases, name, holder, lasting)
  let until = 0
  let timer: NodeJS.Timeout | undefined

  const isHeld = (): boolean => performance.now() < until

  const renew = async (): Promise<void> => {
    // A store that is away for a moment: the lease lasts a while.
    const renewed = await hold().catch(() => until)
    // Once the time was over, others may have had the name and let go of it.
    if (isHeld()) until = renewed
  }

  return {
    take: async (signal, onWaiting) => {
      while (!signal.aborted) {
        until = await hold()
        if (isHeld()) return true
        await onWaiting()
        await pause((lasting / 3) * (0.75 + Math.random() / 2), signal)
      }
      return false
    },
    isHeld,
    keep: (onLost) => {
      const look = async (): Promise<void> => {
        await atMost(until - performance.now() + 1, renew())
        if (!isHeld()) onLost()
      }
      timer = inBackground(setInterval(() => void look(), lasting / 3))
      return () => clearInterval(timer)
    },
    release: async () => {
      clearInterval(timer)
      until = 0
      await settled()
      await leases.release(name, holder).catch(nothing)
    },
  }
}
