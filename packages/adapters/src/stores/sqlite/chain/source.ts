import { categoryOf } from '@clientele/domain'
import type { Link, noLinks } from '../../numbered-log/chain/link.js'
import type { SealableSource } from '../../numbered-log/chain/source.js'
import type { Row } from '../../numbered-log/recorded.js'
import type { Connection } from '../driver/connection.js'
import { runImmediate } from '../driver/transaction.js'
import { whenFree } from '../patience.js'
import { type Columns, columns, type Names, rowFrom, streamNames } from '../rows.js'
import { chainEndOf, linkInserter } from './sealing.js'

type Stored = readonly [first: number, last: number, events: string, hash: string]

const linkFrom = ([first, last, events, hash]: Stored): Link => ({ first, last, recordedAt: null, events, hash })

const rowsAfter = `select ${columns} from events e where e.position > ? order by e.position limit ?`
const firstOf = `select ${columns} from events e where e.stream = ? order by e.revision limit 1`
const linksAfter = 'select first, last, events, hash from chain where first > ? order by first limit ?'
const linkBefore = 'select first, last, events, hash from chain where first <= ? order by first desc limit 1'
const filed = 'select key, name, category from streams order by key'

type Filed = readonly [key: number, name: string, category: string]

const misfiledKey = (connection: Connection): number | null => {
  for (const [key, name, category] of connection.prepare<[], Filed>(filed).raw().iterate())
    if (categoryOf(name) !== category) return key
  return null
}

const misfiledEvent = (connection: Connection, names: Names): Row | null => {
  const key = misfiledKey(connection)
  const found = key === null ? undefined : connection.prepare<[number], Columns>(firstOf).raw().get(key)
  return found === undefined ? null : rowFrom(names, found)
}

/** The events and the chain of a file over a connection of its own, which writes only links. */
export const chainIn = (connection: Connection, patience: number): SealableSource => {
  const names = streamNames(connection)
  const rows = connection.prepare<[number, number], Columns>(rowsAfter).raw()
  const links = connection.prepare<[number, number], Stored>(linksAfter).raw()
  const before = connection.prepare<[number], Stored>(linkBefore).raw()
  const readEnd = chainEndOf(connection)
  const insert = linkInserter(connection)
  const add = (link: Link, end: typeof noLinks): boolean =>
    runImmediate(connection, () => {
      const isEnd = readEnd().hash === end.hash
      if (isEnd) insert(link)
      return isEnd
    })
  const ask = <A>(question: () => A): Promise<A> => whenFree(patience, question)
  return {
    rows: (after, most) => ask(() => rows.all(after, most).map((found) => rowFrom(names, found))),
    links: (after, most) => ask(() => links.all(after, most).map(linkFrom)),
    linkAt: (position) =>
      ask(() => {
        const found = before.get(position)
        return found === undefined ? null : linkFrom(found)
      }),
    misfiledEvent: () => ask(() => misfiledEvent(connection, names)),
    isWhole: () => ask(() => connection.pragma('quick_check(1)', { simple: true }) === 'ok'),
    add: (link, end) => ask(() => add(link, end)),
  }
}
