import { type ChainEnd, type ComparableEvent, contentInSql, type Link } from '../../numbered-log/chain/link.js'
import type { SealableSource } from '../../numbered-log/chain/source.js'
import type { Connection } from '../driver/connection.js'
import { runImmediate } from '../driver/transaction.js'
import { retryWhileLocked } from '../retry-while-locked.js'
import { type Names, streamNames } from '../rows.js'
import { indexNames } from '../schema.js'
import { chainEndOf, linkInserter } from './sealing.js'

type StoredLink = readonly [first: number, last: number, events: string, hash: string]

const linkFrom = ([first, last, events, hash]: StoredLink): Link => ({ first, last, recordedAt: null, events, hash })

const columns = `e.position, e.stream, e.revision, e.recorded_at, ${contentInSql('char(31)')}`
const eventsAfter = `select ${columns} from events e where e.position > ? order by e.position limit ?`
const misfiled = `select ${columns} from events e where e.stream in (
    select key from streams where category <> case instr(name, '-') when 0 then name else substr(name, 1, instr(name, '-') - 1) end
  ) order by +e.position limit 1`
const indexes = "select name from sqlite_schema where type = 'index'"
const linksAfter = 'select first, last, events, hash from chain where first > ? order by first limit ?'
const linkBefore = 'select first, last, events, hash from chain where first <= ? order by first desc limit 1'

type Columns = readonly [position: number, stream: number, revision: number, recordedAt: string, content: string]

const storedIn = (names: Names, [position, key, revision, recordedAt, content]: Columns): ComparableEvent => ({
  position,
  stream: names.of(key),
  revision,
  recordedAt,
  content,
})

const isWhole = (connection: Connection): boolean => {
  const found = new Set(connection.prepare<[], string>(indexes).pluck().all())
  return (
    connection.pragma('integrity_check(1)', { simple: true }) === 'ok' && indexNames.every((name) => found.has(name))
  )
}

/** Reads the events and the chain of a file over a separate connection, which writes only links. */
export const chainIn = (connection: Connection, patience: number): SealableSource => {
  const names = streamNames(connection)
  const events = connection.prepare<[number, number], Columns>(eventsAfter).raw()
  const links = connection.prepare<[number, number], StoredLink>(linksAfter).raw()
  const before = connection.prepare<[number], StoredLink>(linkBefore).raw()
  const readEnd = chainEndOf(connection)
  const insert = linkInserter(connection)
  const add = (link: Link, end: ChainEnd): boolean =>
    runImmediate(connection, () => {
      const isEnd = readEnd().hash === end.hash
      if (isEnd) insert(link)
      return isEnd
    })
  const ask = <A>(question: () => A): Promise<A> => retryWhileLocked(patience, question)
  return {
    events: (after, most) => ask(() => events.all(after, most).map((found) => storedIn(names, found))),
    links: (after, most) => ask(() => links.all(after, most).map(linkFrom)),
    linkAt: (position) =>
      ask(() => {
        const found = before.get(position)
        return found === undefined ? null : linkFrom(found)
      }),
    misfiledEvent: () =>
      ask(() => {
        const found = connection.prepare<[], Columns>(misfiled).raw().get()
        return found === undefined ? null : storedIn(names, found)
      }),
    isWhole: () => ask(() => isWhole(connection)),
    add: (link, end) => ask(() => add(link, end)),
  }
}
