import { joins, type NoneSince, type StoreFailure, type StreamName, type StreamWrite } from '@clientele/domain'
import type { Reads } from './reads.js'

/**
 * The right to write a stream next: no other waiter is called before it is used or released. With a `failure` the
 * previous holder found the store unreachable; the waiter, which has waited as long, then fails too instead of trying
 * again.
 */
export type StreamLock = { readonly stream: StreamName; readonly failure: StoreFailure | null; isOver: boolean }

type WrittenStream = { readonly stream: StreamName }

/**
 * Locks on the streams (and looked-up keys) that this process is appending to. A command that reads one of them queues,
 * first come, first served.
 */
export type StreamLocks = {
  /** Resolves when the first locked stream among them becomes free; `null` if none is locked. */
  acquire(streams: Iterable<StreamName>): Promise<StreamLock> | null
  /** Releases an unused lock and calls the next waiter, with a failure if the store was found unreachable. */
  release(lock: StreamLock, failure?: StoreFailure | null): void
  /**
   * Locks the written streams until the returned function is called, with a failure if the store was found unreachable.
   * Uses up the lock if it is for one of them.
   */
  hold(writes: readonly WrittenStream[], lock: StreamLock | null): (failure?: StoreFailure | null) => void
}

type Waiter = { readonly onTurn: (lock: StreamLock) => void; next: Waiter | null }

type Queue = { first: Waiter; last: Waiter }

/** Creates locks; none is held. */
export const createStreamLocks = (): StreamLocks => {
  const holders = new Map<StreamName, object>()
  const queues = new Map<StreamName, Queue>()

  const enqueue = (stream: StreamName, onTurn: Waiter['onTurn']): void => {
    const waiter: Waiter = { onTurn, next: null }
    const queue = queues.get(stream)
    if (queue === undefined) {
      queues.set(stream, { first: waiter, last: waiter })
      return
    }
    queue.last.next = waiter
    queue.last = waiter
  }

  // Calls only one waiter: if many were called at once, all but one would decide in vain, again and again.
  const callNext = (stream: StreamName, failure: StoreFailure | null): void => {
    const queue = queues.get(stream)
    if (queue === undefined) return
    const { onTurn, next } = queue.first
    if (next === null) queues.delete(stream)
    else queue.first = next
    onTurn({ stream, failure, isOver: false })
  }

  return {
    acquire: (streams) => {
      if (holders.size === 0) return null
      for (const stream of streams) if (holders.has(stream)) return new Promise((resolve) => enqueue(stream, resolve))
      return null
    },
    release: (lock, failure = lock.failure) => {
      if (lock.isOver) return
      lock.isOver = true
      if (!holders.has(lock.stream)) callNext(lock.stream, failure)
    },
    hold: (writes, lock) => {
      const holder = {}
      if (lock !== null && writes.some(({ stream }) => stream === lock.stream)) lock.isOver = true
      for (const { stream } of writes) holders.set(stream, holder)
      return (failure = null) => {
        for (const { stream } of writes) {
          if (holders.get(stream) !== holder) continue
          holders.delete(stream)
          callNext(stream, failure)
        }
      }
    },
  }
}

// A name that no stream has.
const nameOf = ({ index, key }: NoneSince): StreamName => `\u0000${index.name}\u0000${key}`

/** The names of the locks for what was read: streams, and looked-up keys. */
export const lockNames = ({ streams, lookups }: Pick<Reads, 'streams' | 'lookups'>): Iterable<StreamName> =>
  lookups.length === 0 ? streams.keys() : [...streams.keys(), ...lookups.map(nameOf)]

const isJoined = (writes: readonly StreamWrite[], lookup: NoneSince): boolean =>
  writes.some(({ events }) => events.some(({ type, data }) => joins(lookup, type, () => data)))

/**
 * What an append locks: the streams it writes to, and the keys it has looked up and adds a stream to, so that commands
 * on one key are decided one after another instead of in vain.
 */
export const toLock = (
  writes: readonly StreamWrite[],
  { lookups }: Pick<Reads, 'lookups'>,
): readonly { readonly stream: StreamName }[] => {
  if (lookups.length === 0) return writes
  const joined = lookups.filter((lookup) => isJoined(writes, lookup))
  return [...writes, ...joined.map((lookup) => ({ stream: nameOf(lookup) }))]
}
