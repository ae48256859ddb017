import type { Rows } from '../../numbered-log/appended.js'
import {
  type ChainEnd,
  endOf,
  type Link,
  linkAfter,
  noLinks,
  storedFrom,
  timedLineOf,
} from '../../numbered-log/chain/link.js'
import type { Connection } from '../driver/connection.js'

/** Adds a link to the chain of a file. */
export const linkInserter = (connection: Connection): ((link: Link) => void) => {
  const insert = connection.prepare<[number, number, string, string]>(
    'insert into chain (first, last, events, hash) values (?, ?, ?, ?)',
  )
  return ({ first, last, events, hash }) => void insert.run(first, last, events, hash)
}

/** Reads the end of the chain of a file. */
export const chainEndOf = (connection: Connection): (() => ChainEnd) => {
  const query = connection.prepare<[], ChainEnd>('select last as position, hash from chain order by first desc limit 1')
  return () => query.get() ?? noLinks
}

/**
 * Seals what one transaction after another appends, with one link each. Events are sealed only where the one before them
 * is: what was appended without a seal, by an earlier version or by hand, is never passed off as sealed.
 */
export type Sealing = {
  /** Reads the end of the chain again: another connection has written. */
  takeOver(): void
  /** Begins a transaction behind a position. */
  begin(position: number): void
  add(rows: Rows): void
  /** How many events were added, to which `undo` goes back. */
  count(): number
  undo(count: number): void
  /** Writes the link, right before the commit. */
  write(): void
  /** The transaction was committed. */
  keep(): void
}

/** Seals in the file of a connection. */
export const sealingIn = (connection: Connection): Sealing => {
  const readEnd = chainEndOf(connection)
  const insert = linkInserter(connection)
  let end = noLinks
  let written = noLinks
  let isContinued = false
  let lines: string[] = []
  return {
    takeOver: () => {
      end = readEnd()
    },
    begin: (position) => {
      isContinued = end.position === position
      lines = []
      written = end
    },
    add: (rows) => {
      if (isContinued) for (const row of rows) lines.push(timedLineOf(storedFrom(row)))
    },
    count: () => lines.length,
    undo: (count) => void lines.splice(count),
    write: () => {
      if (lines.length === 0) return
      const link = linkAfter(end, lines)
      insert(link)
      written = endOf(link)
    },
    keep: () => {
      end = written
    },
  }
}
