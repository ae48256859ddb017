import { randomUUID } from 'node:crypto'
import type { LeaseStore } from '@clientele/domain'
import { pause } from './pause.js'

/** A name that one holder has at a time. */
export type Tenure = {
  /** Waits until the name is ours, or the signal says stop; `false` then. Rejects when the store cannot tell. */
  take(signal: AbortSignal, onWaiting: () => Promise<void>): Promise<boolean>
  /** Whether the name is ours still, for all this process knows. Once it was not, it has to be taken again. */
  isHeld(): boolean
  /** Keeps the name until the returned function is called; `onLost` is called when it cannot be kept any more. */
  keep(onLost: () => void): () => void
  /** Lets go, so that another process need not wait. */
  release(): Promise<void>
}

const shortest = 300

/** The longest a lease lasts, in milliseconds: a day. One that seems to last longer was taken by a clock that was ahead. */
export const longestLease: number = 86_400_000

/** Everybody has the name. */
const open: Tenure = {
  take: async () => true,
  isHeld: () => true,
  keep: () => () => {},
  release: async () => {},
}

/** The tenure of a name; `leases` is `null` where everybody may have it. */
export const tenureOf = (name: string, leases: LeaseStore | null, takeOverAfter: number): Tenure => {
  if (leases === null) return open
  const holder = randomUUID()
  const lasting = Math.min(longestLease, Math.max(shortest, takeOverAfter))
  // Counted from before the question: the store's time began later.
  let until = 0
  // Renewed too late it would seem ours again, and what was left undone meanwhile would be passed over.
  let isLost = true

  const hold = async (): Promise<boolean> => {
    const asked = performance.now()
    const isOurs = await leases.hold(name, holder, lasting)
    until = isOurs ? asked + lasting : 0
    return isOurs
  }

  const isHeld = (): boolean => {
    if (performance.now() >= until) isLost = true
    return !isLost
  }

  return {
    take: async (signal, onWaiting) => {
      while (!signal.aborted) {
        if (await hold()) {
          isLost = false
          return true
        }
        await onWaiting()
        await pause((lasting / 3) * (0.75 + Math.random() / 2), signal)
      }
      return false
    },
    isHeld,
    keep: (onLost) => {
      const renew = async (): Promise<void> => {
        // A store that is away for a moment: the lease lasts a while.
        if (isHeld()) await hold().catch(() => {})
        if (!isHeld()) onLost()
      }
      const timer = setInterval(() => void renew(), lasting / 3).unref()
      return () => clearInterval(timer)
    },
    release: async () => {
      until = 0
      await leases.release(name, holder).catch(() => {})
    },
  }
}
