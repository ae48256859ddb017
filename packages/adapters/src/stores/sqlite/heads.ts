import type { StreamName } from '@clientele/domain'
import type { Connection } from './driver/connection.js'
import type { Names } from './rows.js'

/** Where a stream stands, and its key. */
export type Head = { readonly key: number; readonly revision: number }

/** The heads of streams, kept between appends so that a check costs no query; that a stream has none yet is kept too. */
export type Heads = {
  of(stream: StreamName): Head | null
  set(stream: StreamName, head: Head): void
  /** Takes over what other connections appended after a position. */
  takeOver(after: number): void
  /** Reads streams again: the part of the transaction that set them came to nothing. */
  reread(streams: Iterable<StreamName>): void
  /** Drops what was set since the last `keep`: the transaction came to nothing. */
  restore(): void
  keep(): void
}

const mostKept = 200_000
const mostTakenOver = 10_000

type Moved = readonly [key: number, revision: number]

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

/** An empty cache over the events of a file. */
export const headsOf = (connection: Connection, names: Names): Heads => {
  const kept = new Map<StreamName, Head | null>()
  const touched = new Set<StreamName>()
  const read = readHead(connection)
  const moved = connection.prepare<[number], Moved>(movedAfter).raw()
  const behind = connection.prepare<[number], number | null>(countAfter).pluck()
  const remember = (stream: StreamName, head: Head | null): Head | null => {
    if (kept.size >= mostKept) kept.clear()
    kept.set(stream, head)
    return head
  }
  return {
    of: (stream) => {
      const known = kept.get(stream)
      return known === undefined ? remember(stream, read(stream)) : known
    },
    set: (stream, head) => {
      touched.add(stream)
      remember(stream, head)
    },
    takeOver: (after) => {
      if ((behind.get(after) ?? 0) > mostTakenOver) return kept.clear()
      for (const [key, revision] of moved.all(after)) remember(names.of(key), { key, revision })
    },
    reread: (streams) => {
      for (const stream of streams) {
        touched.add(stream)
        kept.delete(stream)
      }
    },
    restore: () => {
      for (const stream of touched) kept.delete(stream)
      touched.clear()
    },
    keep: () => touched.clear(),
  }
}
