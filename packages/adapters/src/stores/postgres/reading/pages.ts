import type { Mark, StreamName } from '@clientele/domain'
import { type Filter, type Page, pageOfRows } from '../../numbered-log/reading.js'
import type { Row } from '../../numbered-log/recorded.js'
import { texts } from '../arrays.js'
import type { Connections, Statement, Texts } from '../connections/connections.js'
import { columns, nameIn, rowFrom } from '../rows.js'
import { streamPages } from './stream-pages.js'

/** Reads what is in a schema; throws errors that carry a `StoreFailure`. */
export type Reader = {
  ofStream(stream: StreamName, cursor: number, most: number): Promise<Page>
  ofAll(filter: Filter, cursor: number, most: number): Promise<Page>
  /** Rows from a position (inclusive) on. */
  from(position: number, count: number): Promise<readonly Row[]>
  /** Rows whose ids lie between two, both inclusive. */
  withIds(first: string, last: string): Promise<readonly Row[]>
  head(): Promise<Mark | null>
}

// How far one page looks for events a filter admits, so that a rare type holds up nobody.
const farthest = 20_000

// `offset 0` keeps the planner from joining the whole table of streams for a page.
const queriesOn = (schema: string) => {
  const selected = `select ${nameIn(schema)}, ${columns} from ${schema}.events e`
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
        where e.position > $1 and e.position <= least(h.head, $1 + ${farthest})
          and ($3::text[] is null or e.type = any ($3)) and ($4::text[] is null or s.category = any ($4))
        order by e.position limit $2
      ) f on true`,
  }
}

// PostgreSQL holds no NUL, so nothing has a name with one.
const isHeld = (name: string): boolean => !name.includes('\u0000')

const listOf = (names: readonly string[] | null): string | null => (names === null ? null : texts(names.filter(isHeld)))

type Window = { readonly cursor: number; readonly most: number }

const filteredPage = (found: readonly Texts[], { cursor, most }: Window): Page => {
  const head = Number(found[0]?.at(-1))
  const rows = found.filter((row) => row[0] !== null).map(rowFrom)
  const end = rows.length === most ? (rows.at(-1)?.position ?? cursor) : Math.min(head, cursor + farthest)
  const reached = Math.max(cursor, end)
  return pageOfRows(rows, reached, reached < head)
}

/** A reader over the schema with a quoted name. */
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
  const everything = async ({ cursor, most }: Window): Promise<Page> => {
    const rows = await rowsFor('ofAll', [cursor, most])
    return pageOfRows(rows, rows.at(-1)?.position ?? cursor, rows.length === most)
  }
  const filtered = async ({ types, categories }: Filter, window: Window): Promise<Page> => {
    const values = [window.cursor, window.most, listOf(types), listOf(categories)]
    return filteredPage(await ask(statement('filtered', values)), window)
  }
  return {
    ofStream: async (stream, cursor, most) =>
      isHeld(stream) && Number.isSafeInteger(cursor)
        ? pageOfStream({ stream, cursor, most: Math.ceil(most) })
        : pageOfRows([], cursor, false),
    ofAll: (filter, cursor, most) => {
      const window = { cursor, most: Math.ceil(most) }
      return filter.types === null && filter.categories === null ? everything(window) : filtered(filter, window)
    },
    from: (position, count) => rowsFor('from', [position, count]),
    withIds: (first, last) => rowsFor('withIds', [first, last]),
    head: async () => {
      const [last] = await ask(statement('head', []))
      return last === undefined ? null : { position: last[0] ?? '', eventId: last[1] ?? '' }
    },
  }
}
