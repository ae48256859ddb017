import type { LeaseStore } from '@clientele/domain'
import { inBackground, randomUuid } from '#platform'
import { atMost } from '../../timing/at-most.js'
import { pause } from '../../timing/pause.js'

/** The lease of a subscription's name: one process holds it at a time. */
export type NameLease = {
  /**
   * Waits until this process holds the lease (`true`), or the signal aborts (`false`). Rejects when the store fails.
   */
  take(signal: AbortSignal, onWaiting: () => Promise<void>): Promise<boolean>
  /** Whether the lease has not expired by this process's clock. After it has, call `take` again. */
  isHeld(): boolean
  /** Renews the lease until the returned function or `release` is called; calls `onLost` when it expires. */
  renewUntil(onLost: () => void): () => void
  /** Releases the lease, so that another process can take it at once. */
  release(): Promise<void>
}

const minDuration = 300

/**
 * The longest duration of a lease, in milliseconds: a day. A longer one was taken while a clock was ahead, and is
 * ignored.
 */
export const longestLease = 86_400_000

const nothing = (): void => {}

/** A lease that every process holds. */
const sharedByAll = (): NameLease => {
  let isReleased = false
  return {
    take: async () => true,
    isHeld: () => !isReleased,
    renewUntil: () => nothing,
    release: async () => {
      isReleased = true
    },
  }
}

/**
 * Gives the end of the lease by `performance.now()`, counted from before the request; 0 if another process holds it.
 */
type Until = () => Promise<number>

// One request at a time, and `settled` waits for it: a pending request could take the lease again after its release.
const createHold = (leases: LeaseStore, name: string, holder: string, duration: number) => {
  let asking: Promise<number> | null = null
  const ask: Until = async () => {
    const requestedAt = performance.now()
    try {
      return (await leases.hold(name, holder, duration)) ? requestedAt + duration : 0
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

/** Creates the lease of a name; with `leases` null every process holds it. `takeOverAfter` is in milliseconds. */
export const createLease = (name: string, leases: LeaseStore | null, takeOverAfter: number): NameLease => {
  if (leases === null) return sharedByAll()
  const holder = randomUuid()
  const lasting = Math.min(longestLease, Math.max(minDuration, takeOverAfter))
  const { hold, settled } = createHold(leases, name, holder, lasting)
  let until = 0
  let timer: NodeJS.Timeout | undefined

  const isHeld = (): boolean => performance.now() < until

  const renew = async (): Promise<void> => {
    // If the store is away for a moment, the lease keeps its current end.
    const renewed = await hold().catch(() => until)
    // If the lease has expired meanwhile, another process may have held and released it: do not extend it.
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
    renewUntil: (onLost) => {
      const renewOrLose = async (): Promise<void> => {
        await atMost(until - performance.now() + 1, renew())
        if (!isHeld()) onLost()
      }
      timer = inBackground(setInterval(() => void renewOrLose(), lasting / 3))
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
