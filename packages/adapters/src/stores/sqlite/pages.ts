import { failureError, type StreamName } from '@clientele/domain'
import { type Filter, type Page, pageOfRows, pageOfStreamRows } from '../numbered-log/reading.js'
import type { Connection } from './driver/connection.js'
import { storeFailureOf } from './failure.js'
import type { LogCheck, Witness } from './file/log-check.js'
import { whenFree } from './patience.js'
import { type Columns, columns, type Names, rowFrom } from './rows.js'

/** Reads pages of a file; throws errors that carry a `StoreFailure`. */
export type Reader = {
  ofStream(stream: StreamName, cursor: number, most: number): Promise<Page>
  ofAll(filter: Filter, cursor: number, most: number): Promise<Page>
}

// How far one page looks for events a filter admits, so that a rare type does not hold up the process.
const farthest = 20_000

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
  end: Math.max(cursor, Math.min(head, cursor + farthest)),
  head,
  most,
})

const patiently = async <A>(patience: number, read: () => A): Promise<A> => {
  try {
    return await whenFree(patience, read)
  } catch (error) {
    throw failureError(storeFailureOf(error))
  }
}

/** Answers each question once: there are four of the whole log, and preparing one costs as much as ten events. */
const rememberingAll = <A>(answer: (question: string) => A): ((question: string) => A) => {
  const known = new Map<string, A>()
  return (question) => {
    const before = known.get(question)
    if (before !== undefined) return before
    const now = answer(question)
    known.set(question, now)
    return now
  }
}

type Options = { readonly patience: number; readonly check: LogCheck }

/** A reader over a connection; the whole log is read only from a file that is still the one at its path. */
export const readerOf = (connection: Connection, names: Names, { patience, check }: Options): Reader => {
  const stream = connection.prepare<[string, number, number], Columns>(ofStreamQuery).raw()
  const head = connection.prepare<[], number | null>('select max(position) from events').pluck()
  const prepared = rememberingAll((sql) => connection.prepare<(string | number)[], Columns>(sql).raw())
  const ofAll = (filter: Filter, cursor: number, most: number): Page => {
    check.lately()
    const window = windowOf(cursor, head.get() ?? 0, most)
    const query = prepared(ofAllQuery(filter))
    const found = query.all(window.cursor, window.end, ...listsOf(filter), window.most)
    check.saw(witnessIn(found))
    return pageFrom(names, found, window)
  }
  const ofStream = (name: StreamName, cursor: number, most: number): Page => {
    const rows = stream.all(name, cursor, most).map((row) => rowFrom(names, row))
    return pageOfStreamRows(rows, cursor, rows.length === most)
  }
  return {
    ofStream: (name, cursor, most) => patiently(patience, () => ofStream(name, cursor, most)),
    ofAll: (filter, cursor, most) => patiently(patience, () => ofAll(filter, cursor, most)),
  }
}
