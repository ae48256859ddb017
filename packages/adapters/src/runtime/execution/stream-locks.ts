import { joins, type NoneSince, type StoreFailure, type StreamName, type StreamWrite } from '@clientele/domain'
import type { Reads } from './reads.js'

/**
 * The first place in the queue for a stream: no other waiter is called before it is used or released. With a `failure`
 * the holder before found the store unreachable; a waiter that has waited as long fails too instead of trying again.
 */
export type StreamLock = { readonly stream: StreamName; readonly failure: StoreFailure | null; isOver: boolean }

type Written = { readonly stream: StreamName }

/** The streams (and looked-up keys) this process is appending to. A command that reads one of them waits in a queue, first come, first served. */
export type StreamLocks = {
  /** Resolves when the first of the streams that is held becomes free; `null` when none is held. */
  acquire(streams: Iterable<StreamName>): Promise<StreamLock> | null
  /** Gives up a lock that was not used, and calls the next waiter, with a failure if the store was found unreachable. */
  release(lock: StreamLock, failure?: StoreFailure | null): void
  /**
   * Holds the streams that are written to until the returned function is called, with a failure if the store was found
   * unreachable. Uses up the lock when it is for one of them.
   */
  hold(writes: readonly Written[], lock: StreamLock | null): (failure?: StoreFailure | null) => void
}

type Waiter = { readonly call: (lock: StreamLock) => void; behind: Waiter | null }

type Queue = { first: Waiter; last: Waiter }

/** No stream is held yet. */
export const createStreamLocks = (): StreamLocks => {
  const held = new Map<StreamName, object>()
  const queues = new Map<StreamName, Queue>()

  const enqueue = (stream: StreamName, call: Waiter['call']): void => {
    const waiter: Waiter = { call, behind: null }
    const queue = queues.get(stream)
    if (queue === undefined) {
      queues.set(stream, { first: waiter, last: waiter })
      return
    }
    queue.last.behind = waiter
    queue.last = waiter
  }

  // One waiter only: of many that are called at once, all but one decide in vain, again and again.
  const callNext = (stream: StreamName, failure: StoreFailure | null): void => {
    const queue = queues.get(stream)
    if (queue === undefined) return
    const { call, behind } = queue.first
    if (behind === null) queues.delete(stream)
    else queue.first = behind
    call({ stream, failure, isOver: false })
  }

  return {
    acquire: (streams) => {
      if (held.size === 0) return null
      for (const stream of streams) if (held.has(stream)) return new Promise((resolve) => enqueue(stream, resolve))
      return null
    },
    release: (lock, failure = lock.failure) => {
      if (lock.isOver) return
      lock.isOver = true
      if (!held.has(lock.stream)) callNext(lock.stream, failure)
    },
    hold: (writes, lock) => {
      const holder = {}
      if (lock !== null && writes.some(({ stream }) => stream === lock.stream)) lock.isOver = true
      for (const { stream } of writes) held.set(stream, holder)
      return (failure = null) => {
        for (const { stream } of writes) {
          if (held.get(stream) !== holder) continue
          held.delete(stream)
          callNext(stream, failure)
        }
      }
    },
  }
}

// No stream has such a name.
const nameOf = ({ index, key }: NoneSince): StreamName => `\u0000${index.name}\u0000${key}`

/** The names of the locks on what was read: streams, and looked-up keys. */
export const locksOn = ({ streams, lookups }: Pick<Reads, 'streams' | 'lookups'>): Iterable<StreamName> =>
  lookups.length === 0 ? streams.keys() : [...streams.keys(), ...lookups.map(nameOf)]

const isJoined = (writes: readonly StreamWrite[], lookup: NoneSince): boolean =>
  writes.some(({ events }) => events.some(({ type, data }) => joins(lookup, type, () => data)))

/**
 * What an append takes from others until it is done: the streams it writes to, and the keys it has looked up and joins,
 * so that commands on one key are decided one after another instead of in vain.
 */
export const takenBy = (
  writes: readonly StreamWrite[],
  { lookups }: Pick<Reads, 'lookups'>,
): readonly { readonly stream: StreamName }[] => {
  if (lookups.length === 0) return writes
  const joined = lookups.filter((lookup) => isJoined(writes, lookup))
  return [...writes, ...joined.map((lookup) => ({ stream: nameOf(lookup) }))]
}
