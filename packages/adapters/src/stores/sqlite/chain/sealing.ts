import type { Rows } from '../../numbered-log/appended.js'
import {
  type ChainEnd,
  endOf,
  type Link,
  linkAfter,
  noLinks,
  timedLineOf,
  toComparable,
} from '../../numbered-log/chain/link.js'
import type { Connection } from '../driver/connection.js'

/** Creates a function that adds a link to the chain of a file. */
export const linkInserter = (connection: Connection): ((link: Link) => void) => {
  const insert = connection.prepare<[number, number, string, string]>(
    'insert into chain (first, last, events, hash) values (?, ?, ?, ?)',
  )
  return ({ first, last, events, hash }) => void insert.run(first, last, events, hash)
}

/** Creates a function that reads the end of the chain of a file. */
export const chainEndOf = (connection: Connection): (() => ChainEnd) => {
  const query = connection.prepare<[], ChainEnd>('select last as position, hash from chain order by first desc limit 1')
  return () => query.get() ?? noLinks
}

/**
 * Seals the events of each transaction with one link. Seals events only if the event before them is sealed: events that
 * an earlier version or a person appended without a seal must not look sealed.
 */
export type Sealing = {
  /** Reads the end of the chain again: another connection has written. */
  reload(): void
  /** Begins a transaction after a position. */
  begin(position: number): void
  add(rows: Rows): void
  /** How many events were added in this transaction; an argument for `undo`. */
  count(): number
  undo(count: number): void
  /** Writes the link; called right before the commit. */
  write(): void
  /** Called after the commit. */
  committed(): void
}

/** Creates the sealing of the file of a connection. */
export const createSealing = (connection: Connection): Sealing => {
  const readEnd = chainEndOf(connection)
  const insert = linkInserter(connection)
  let end = noLinks
  let written = noLinks
  let isContinued = false
  let lines: string[] = []
  return {
    reload: () => {
      end = readEnd()
    },
    begin: (position) => {
      isContinued = end.position === position
      lines = []
      written = end
    },
    add: (rows) => {
      if (isContinued) for (const row of rows) lines.push(timedLineOf(toComparable(row)))
    },
    count: () => lines.length,
    undo: (count) => void lines.splice(count),
    write: () => {
      if (lines.length === 0) return
      const link = linkAfter(end, lines)
      insert(link)
      written = endOf(link)
    },
    committed: () => {
      end = written
    },
  }
}
