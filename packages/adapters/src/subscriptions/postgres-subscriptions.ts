import { type CheckpointStore, failureError, type LeaseStore } from '@clientele/domain'
import type { Connections } from '../postgres/connections.js'
import { quoted } from '../postgres/schema.js'
import { longestLease } from './holding.js'

/** Checkpoints and leases in a schema of a PostgreSQL database, shared by as many processes as like. */
export type PostgresSubscriptions = { readonly checkpoints: CheckpointStore; readonly leases: LeaseStore }

type Schema = { readonly connections: Connections; readonly schema: string }

// Not prepared: asked too seldom.
const ask = ({ connections }: Schema, text: string, ...values: unknown[]): ReturnType<Connections['ask']> =>
  connections.ask({ text, values })

const isMade = `select 2 = (select count(*) from information_schema.columns where table_schema = $1
  and (table_name, column_name) in (('checkpoints', 'event_id'), ('leases', 'holder')))`

const make = async (at: Schema): Promise<void> => {
  const [made] = await ask(at, isMade, at.schema)
  if (made?.[0] === 't') return
  const schema = quoted(at.schema)
  await ask(at, `create schema if not exists ${schema}`)
  await ask(at, `create table if not exists ${schema}.checkpoints (name text primary key, position text not null)`)
  // Positions alone were kept at first.
  await ask(at, `alter table ${schema}.checkpoints add column if not exists event_id text`)
  await ask(
    at,
    `create table if not exists ${schema}.leases (name text primary key, holder text not null, until timestamptz not null)`,
  )
}

// PostgreSQL holds no NUL.
const nameOf = (name: string): string => {
  if (name.includes('\u0000')) throw failureError({ error: 'StoreUnreadable', problem: 'A name has no NUL.' })
  return name
}

const queriesOn = (schema: string) => ({
  find: `select position, event_id from ${schema}.checkpoints where name = $1`,
  replace: `insert into ${schema}.checkpoints (name, position, event_id) values ($1, $2, $3)
    on conflict (name) do update set position = excluded.position, event_id = excluded.event_id`,
  // The server's clock is the same for all processes. It may have been ahead when the lease was taken.
  hold: `insert into ${schema}.leases as l (name, holder, until)
    values ($1, $2, clock_timestamp() + $3::double precision * interval '1 millisecond')
    on conflict (name) do update set holder = excluded.holder, until = excluded.until
    where l.holder = excluded.holder or l.until <= clock_timestamp()
      or l.until > clock_timestamp() + ${longestLease} * interval '1 millisecond' returning 1`,
  release: `delete from ${schema}.leases where name = $1 and holder = $2`,
})

/** What is kept in a schema; its tables are made when first needed and when there are none. */
export const subscriptionsInSchema = (connections: Connections, schema: string): PostgresSubscriptions => {
  const at = { connections, schema }
  const queries = queriesOn(quoted(schema))
  let making: Promise<void> | null = null
  const asking = async (
    query: keyof typeof queries,
    name: string,
    ...values: unknown[]
  ): ReturnType<Connections['ask']> => {
    making ??= make(at).catch((error: unknown) => {
      making = null
      throw error
    })
    await making
    return ask(at, queries[query], nameOf(name), ...values)
  }
  return {
    checkpoints: {
      load: async (name) => {
        const [found] = await asking('find', name)
        return found === undefined ? null : { position: found[0] ?? '', eventId: found[1] ?? null }
      },
      save: async (name, { position, eventId }) => {
        await asking('replace', name, position, eventId)
      },
    },
    leases: {
      hold: async (name, holder, milliseconds) =>
        (await asking('hold', name, holder, Math.min(milliseconds, longestLease))).length > 0,
      release: async (name, holder) => {
        await asking('release', name, holder)
      },
    },
  }
}
