import type { StreamName } from '@clientele/domain'
import type { Connection } from './driver/connection.js'
import type { Names } from './rows.js'

/** The last revision of a stream, and its key. */
export type Head = { readonly key: number; readonly revision: number }

/**
 * A cache of stream heads between appends, so that a check needs no query; also caches that a stream does not exist.
 */
export type HeadCache = {
  of(stream: StreamName): Head | null
  set(stream: StreamName, head: Head): void
  /** Updates the cache with what other connections appended after a position. */
  reload(after: number): void
  /** Drops streams from the cache, because the part of the transaction that set them was undone. */
  drop(streams: Iterable<StreamName>): void
  /** Drops what was set since the last `commit`, because the transaction was rolled back. */
  rollback(): void
  commit(): void
}

const maxCached = 200_000
const maxReloaded = 10_000

type ChangedHead = readonly [key: number, revision: number]

const ofOne = 'select e.stream, max(e.revision) from events e where e.stream = (select key from streams where name = ?)'
const countAfter = 'select max(position) - ? from events'
const movedAfter = 'select stream, max(revision) from events where position > ? group by stream'

const readHead = (connection: Connection): ((stream: StreamName) => Head | null) => {
  const query = connection.prepare<[StreamName], [number | null, number]>(ofOne).raw()
  return (stream) => {
    const [key, revision] = query.get(stream) ?? [null, 0]
    return key === null ? null : { key, revision }
  }
}

/** Creates an empty cache over the events of a file. */
export const createHeadCache = (connection: Connection, names: Names): HeadCache => {
  const cache = new Map<StreamName, Head | null>()
  const uncommitted = new Set<StreamName>()
  const read = readHead(connection)
  const moved = connection.prepare<[number], ChangedHead>(movedAfter).raw()
  const countNewer = connection.prepare<[number], number | null>(countAfter).pluck()
  const store = (stream: StreamName, head: Head | null): Head | null => {
    if (cache.size >= maxCached) cache.clear()
    cache.set(stream, head)
    return head
  }
  return {
    of: (stream) => {
      const known = cache.get(stream)
      return known === undefined ? store(stream, read(stream)) : known
    },
    set: (stream, head) => {
      uncommitted.add(stream)
      store(stream, head)
    },
    reload: (after) => {
      if ((countNewer.get(after) ?? 0) > maxReloaded) return cache.clear()
      for (const [key, revision] of moved.all(after)) store(names.of(key), { key, revision })
    },
    drop: (streams) => {
      for (const stream of streams) {
        uncommitted.add(stream)
        cache.delete(stream)
      }
    },
    rollback: () => {
      for (const stream of uncommitted) cache.delete(stream)
      uncommitted.clear()
    },
    commit: () => uncommitted.clear(),
  }
}
