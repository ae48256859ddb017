import type { Mark, StreamName } from '@clientele/domain'
import { type Filter, type Page, pageOfRows } from '../../numbered-log/reading.js'
import type { Row } from '../../numbered-log/recorded.js'
import { textArray } from '../arrays.js'
import type { Connections, Statement, Texts } from '../connections/connections.js'
import { columns, rowFrom, streamNameIn } from '../rows.js'
import { streamPages } from './stream-pages.js'

/** Reads the events of a schema; throws errors that carry a `StoreFailure`. */
export type Reader = {
  ofStream(stream: StreamName, cursor: number, limit: number): Promise<Page>
  ofAll(filter: Filter, cursor: number, limit: number): Promise<Page>
  /** Rows from a position (inclusive) on. */
  from(position: number, count: number): Promise<readonly Row[]>
  /** Rows with ids from `first` to `last`, both inclusive. */
  withIds(first: string, last: string): Promise<readonly Row[]>
  head(): Promise<Mark | null>
}

// How many positions one page scans for events that match a filter, so that a rare type does not make a page slow.
const scanLength = 20_000

// `offset 0` keeps the planner from joining the whole table of streams for a page.
const queriesOn = (schema: string) => {
  const selected = `select ${streamNameIn(schema)}, ${columns} from ${schema}.events e`
  return {
    head: `select position, id from ${schema}.events order by position desc limit 1`,
    from: `${selected} where e.position >= $1 order by e.position limit $2`,
    withIds: `${selected} where e.id between $1 and $2 order by e.position`,
    ofAll: `${selected} where e.position > $1 order by e.position limit $2`,
    filtered: `select f.*, h.head from (select coalesce(max(position), 0) as head from ${schema}.events) h
      left join lateral (
        select s.name, ${columns} from ${schema}.events e cross join lateral (
          select s.name, s.category from ${schema}.streams s where s.key = e.stream offset 0
        ) s
        where e.position > $1 and e.position <= least(h.head, $1 + ${scanLength})
          and ($3::text[] is null or e.type = any ($3)) and ($4::text[] is null or s.category = any ($4))
        order by e.position limit $2
      ) f on true`,
  }
}

// PostgreSQL cannot store NUL, so no stored name contains one.
const isStorable = (name: string): boolean => !name.includes('\u0000')

const listOf = (names: readonly string[] | null): string | null =>
  names === null ? null : textArray(names.filter(isStorable))

type Window = { readonly cursor: number; readonly limit: number }

const filteredPage = (found: readonly Texts[], { cursor, limit: most }: Window): Page => {
  const head = Number(found[0]?.at(-1))
  const rows = found.filter((row) => row[0] !== null).map(rowFrom)
  const end = rows.length === most ? (rows.at(-1)?.position ?? cursor) : Math.min(head, cursor + scanLength)
  const reached = Math.max(cursor, end)
  return pageOfRows(rows, reached, reached < head)
}

/** Creates a reader; `schema` is the quoted name. */
export const readerOf = (connections: Connections, schema: string): Reader => {
  const { ask } = connections
  const pageOfStream = streamPages(connections, schema)
  const queries = queriesOn(schema)
  const statement = (name: keyof typeof queries, values: unknown[]): Statement => ({
    isPrepared: true,
    text: queries[name],
    values,
  })
  const rowsFor = async (name: keyof typeof queries, values: unknown[]): Promise<readonly Row[]> =>
    (await ask(statement(name, values))).map(rowFrom)
  const unfilteredPage = async ({ cursor, limit: most }: Window): Promise<Page> => {
    const rows = await rowsFor('ofAll', [cursor, most])
    return pageOfRows(rows, rows.at(-1)?.position ?? cursor, rows.length === most)
  }
  const matchingPage = async ({ types, categories }: Filter, window: Window): Promise<Page> => {
    const values = [window.cursor, window.limit, listOf(types), listOf(categories)]
    return filteredPage(await ask(statement('filtered', values)), window)
  }
  return {
    ofStream: async (stream, cursor, most) =>
      isStorable(stream) && Number.isSafeInteger(cursor)
        ? pageOfStream({ stream, cursor, limit: Math.ceil(most) })
        : pageOfRows([], cursor, false),
    ofAll: (filter, cursor, most) => {
      const window = { cursor, limit: Math.ceil(most) }
      return filter.types === null && filter.categories === null ? unfilteredPage(window) : matchingPage(filter, window)
    },
    from: (position, count) => rowsFor('from', [position, count]),
    withIds: (first, last) => rowsFor('withIds', [first, last]),
    head: async () => {
      const [last] = await ask(statement('head', []))
      return last === undefined ? null : { position: last[0] ?? '', eventId: last[1] ?? '' }
    },
  }
}
