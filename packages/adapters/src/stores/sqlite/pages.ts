import { failureError, type StreamName } from '@clientele/domain'
import { type Filter, type Page, pageOfRows, pageOfStreamRows } from '../numbered-log/reading.js'
import type { Connection } from './driver/connection.js'
import { storeFailureOf } from './failure.js'
import type { LogCheck, Witness } from './file/log-check.js'
import { retryWhileLocked } from './retry-while-locked.js'
import { type Columns, columns, type Names, rowFrom } from './rows.js'

/** Reads pages of events from a file; throws errors that carry a `StoreFailure`. */
export type Reader = {
  ofStream(stream: StreamName, cursor: number, most: number): Promise<Page>
  ofAll(filter: Filter, cursor: number, most: number): Promise<Page>
}

// How many positions one page scans for events that match a filter, so that a rare type does not block the process.
const scanLength = 20_000

const ofStreamQuery = `select ${columns} from events e
  where e.stream = (select key from streams where name = ?) and e.revision > ? order by e.revision limit ?`

const ofAllQuery = ({ types, categories }: Filter): string => `select ${columns} from events e
  ${categories === null ? '' : 'join streams s on s.key = e.stream'}
  where e.position > ? and e.position <= ?
  ${types === null ? '' : 'and e.type in (select value from json_each(?))'}
  ${categories === null ? '' : 'and s.category in (select value from json_each(?))'}
  order by e.position limit ?`

const listsOf = ({ types, categories }: Filter): readonly string[] =>
  [types, categories].flatMap((list) => (list === null ? [] : [JSON.stringify(list)]))

type Window = { readonly cursor: number; readonly end: number; readonly head: number; readonly most: number }

const pageFrom = (names: Names, found: readonly Columns[], { end, head, most }: Window): Page => {
  const last = found.at(-1)
  const cursor = last !== undefined && found.length === most ? last[0] : end
  const rows = found.map((row) => rowFrom(names, row))
  return pageOfRows(rows, cursor, cursor < head)
}

const witnessIn = (found: readonly Columns[]): Witness | undefined => {
  const last = found.at(-1)
  return last === undefined ? undefined : { position: last[0], id: last[3] }
}

const windowOf = (cursor: number, head: number, most: number): Window => ({
  cursor,
  end: Math.max(cursor, Math.min(head, cursor + scanLength)),
  head,
  most,
})

const retryRead = async <A>(patience: number, read: () => A): Promise<A> => {
  try {
    return await retryWhileLocked(patience, read)
  } catch (error) {
    throw failureError(storeFailureOf(error))
  }
}

/** Caches the result for each text: reading the log has four queries, and preparing one costs as much as ten events. */
const memoizeByText = <A>(answer: (question: string) => A): ((question: string) => A) => {
  const known = new Map<string, A>()
  return (question) => {
    const cached = known.get(question)
    if (cached !== undefined) return cached
    const computed = answer(question)
    known.set(question, computed)
    return computed
  }
}

type Options = { readonly patience: number; readonly check: LogCheck }

/** Creates a reader over a connection; before it reads the log it checks that the file was not replaced. */
export const readerOf = (connection: Connection, names: Names, { patience, check }: Options): Reader => {
  const stream = connection.prepare<[string, number, number], Columns>(ofStreamQuery).raw()
  const head = connection.prepare<[], number | null>('select max(position) from events').pluck()
  const prepare = memoizeByText((sql) => connection.prepare<(string | number)[], Columns>(sql).raw())
  const ofAll = (filter: Filter, cursor: number, most: number): Page => {
    check.nowUnlessRecent()
    const window = windowOf(cursor, head.get() ?? 0, most)
    const query = prepare(ofAllQuery(filter))
    const found = query.all(window.cursor, window.end, ...listsOf(filter), window.most)
    check.noteSeen(witnessIn(found))
    return pageFrom(names, found, window)
  }
  const ofStream = (name: StreamName, cursor: number, most: number): Page => {
    const rows = stream.all(name, cursor, most).map((row) => rowFrom(names, row))
    return pageOfStreamRows(rows, cursor, rows.length === most)
  }
  return {
    ofStream: (name, cursor, most) => retryRead(patience, () => ofStream(name, cursor, most)),
    ofAll: (filter, cursor, most) => retryRead(patience, () => ofAll(filter, cursor, most)),
  }
}
