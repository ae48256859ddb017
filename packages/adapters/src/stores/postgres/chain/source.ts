import { type ChainEnd, type Link, noLinks, toComparable } from '../../numbered-log/chain/link.js'
import type { SealableSource } from '../../numbered-log/chain/source.js'
import { type Connections, rowsOn, type Statement, type Texts } from '../connections/connections.js'
import type { Session } from '../connections/session.js'
import { limitLockWait } from '../locks.js'
import { columns, rowFrom, streamNameIn } from '../rows.js'

/** The schema that stores the events; its name is quoted. */
type Place = { readonly connections: Connections; readonly schema: string; readonly patience: number }

// One of the chain, two of the streams, three of the events.
const uniqueIndexes = 6

const queriesOn = (schema: string) => {
  const selected = `select ${streamNameIn(schema)}, ${columns} from ${schema}.events e`
  const links = `select c.first, c.last, c.recorded_at, c.events, c.hash from ${schema}.chain c`
  return {
    events: `${selected} where e.position > $1 order by e.position limit $2`,
    links: `${links} where c.first > $1 order by c.first limit $2`,
    linkAt: `${links} where c.first <= $1 order by c.first desc limit 1`,
    end: `select c.last, c.hash from ${schema}.chain c order by c.first desc limit 1`,
    lock: `select pg_advisory_xact_lock(hashtextextended('clientele ${schema}', 0))`,
    insert: `insert into ${schema}.chain (first, last, recorded_at, events, hash) values ($1, $2, $3, $4, $5)`,
    misfiled: `${selected} where e.stream in (
        select s.key from ${schema}.streams s where s.category <> split_part(s.name, '-', 1)
      ) order by e.position + 0 limit 1`,
    invalid: `with indexes as (select i.indisunique, i.indisvalid and i.indisready and i.indislive as is_valid
        from pg_catalog.pg_index i
        where i.indrelid in ('${schema}.events'::regclass, '${schema}.streams'::regclass, '${schema}.chain'::regclass))
      (select 1 from indexes where not is_valid limit 1)
      union all select 1 where (select count(*) from indexes where indisunique) < ${uniqueIndexes}`,
  }
}

type Queries = ReturnType<typeof queriesOn>

const linkFrom = ([first, last, recordedAt, events, hash]: Texts): Link => ({
  first: Number(first),
  last: Number(last),
  recordedAt: recordedAt ?? null,
  events: events ?? '',
  hash: hash ?? '',
})

const endOn = async (session: Session, { end }: Queries): Promise<ChainEnd> => {
  const [row] = await rowsOn(session, { text: end, values: [] })
  return row === undefined ? noLinks : { position: Number(row[0]), hash: row[1] ?? '' }
}

/**
 * Adds a link under the lock of appends, if the chain still ends where the link begins. Returns whether it was added.
 */
const addOn = async (session: Session, queries: Queries, link: Link, end: ChainEnd, patience: number) => {
  const { first, last, recordedAt, events, hash } = link
  await session.query('begin')
  await limitLockWait(session, patience)
  await session.query(queries.lock)
  const isEnd = (await endOn(session, queries)).hash === end.hash
  if (isEnd) await session.query(queries.insert, [first, last, recordedAt, events, hash])
  await session.query('commit')
  return isEnd
}

/** Reads the events and the chain of a schema. */
export const chainIn = ({ connections, schema, patience }: Place): SealableSource => {
  const queries = queriesOn(schema)
  const ask = (name: keyof Queries, ...values: readonly number[]): Promise<readonly Texts[]> => {
    const statement: Statement = { isPrepared: true, text: queries[name], values: [...values] }
    return connections.ask(statement)
  }
  return {
    events: async (after, most) => (await ask('events', after, most)).map((row) => toComparable(rowFrom(row))),
    links: async (after, most) => (await ask('links', after, most)).map(linkFrom),
    linkAt: async (position) => {
      const [found] = await ask('linkAt', position)
      return found === undefined ? null : linkFrom(found)
    },
    misfiledEvent: async () => {
      const [found] = await ask('misfiled')
      return found === undefined ? null : toComparable(rowFrom(found))
    },
    isWhole: async () => (await ask('invalid')).length === 0,
    add: (link, end) => connections.repeatable((session) => addOn(session, queries, link, end, patience)),
  }
}
