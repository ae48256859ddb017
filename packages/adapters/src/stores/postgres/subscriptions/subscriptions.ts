import { type CheckpointStore, failureError, type LeaseStore } from '@clientele/domain'
import { longestLease } from '../../subscriptions/holding.js'
import type { Connections } from '../connections/connections.js'
import type { Session } from '../connections/session.js'
import { limitLocks } from '../locks.js'
import { quoted } from '../schema.js'

/** Checkpoints and leases in a schema of a PostgreSQL database, shared by as many processes as like. */
export type PostgresSubscriptions = { readonly checkpoints: CheckpointStore; readonly leases: LeaseStore }

/** Where they are; `patience`: how long to wait for others who make the tables, in milliseconds. */
export type SubscriptionSchema = {
  readonly connections: Connections
  readonly schema: string
  readonly patience: number
}

const isMade = `select 3 = (select count(*) from pg_catalog.pg_attribute where (attrelid, attname) in (
    (to_regclass($1), 'event_id'), (to_regclass($1), 'event_at'), (to_regclass($2), 'holder'))) as "isMade",
  to_regnamespace($3) is not null as "isThere"`

type Found = { readonly isMade: boolean; readonly isThere: boolean }

const found = async (session: Session, schema: string): Promise<Found> => {
  const { rows } = await session.query<Found>(isMade, [`${schema}.checkpoints`, `${schema}.leases`, schema])
  return rows[0] ?? { isMade: false, isThere: false }
}

// Positions alone were kept at first, and are by an older program that runs meanwhile: an id counts for its position.
const tables = (schema: string): string => `
  create table if not exists ${schema}.checkpoints (name text primary key, position text not null);
  alter table ${schema}.checkpoints add column if not exists event_id text, add column if not exists event_at text;
  create table if not exists ${schema}.leases (name text primary key, holder text not null, until timestamptz not null);`

// Of several who begin at once one makes them.
const make = async (session: Session, { schema, patience }: SubscriptionSchema): Promise<void> => {
  const name = quoted(schema)
  if ((await found(session, name)).isMade) return
  await session.query('begin')
  await limitLocks(session, patience)
  await session.query('select pg_advisory_xact_lock(hashtextextended($1, 3))', [`clientele ${schema}`])
  const { isThere } = await found(session, name)
  // The right to make schemas is asked for even where there is one.
  if (!isThere) await session.query(`create schema ${name}`)
  await session.query(tables(name))
  await session.query('commit')
}

// PostgreSQL holds no NUL.
const nameOf = (name: string): string => {
  if (name.includes('\u0000')) throw failureError({ error: 'StoreUnreadable', problem: 'A name has no NUL.' })
  return name
}

const queriesOn = (schema: string) => ({
  find: `select position, case when event_at = position then event_id end from ${schema}.checkpoints where name = $1`,
  replace: `insert into ${schema}.checkpoints (name, position, event_id, event_at) values ($1, $2, $3, $2)
    on conflict (name) do update
    set position = excluded.position, event_id = excluded.event_id, event_at = excluded.event_at`,
  // The server's clock is the same for all processes. It may have been ahead when the lease was taken.
  hold: `insert into ${schema}.leases as l (name, holder, until)
    values ($1, $2, clock_timestamp() + $3::double precision * interval '1 millisecond')
    on conflict (name) do update set holder = excluded.holder, until = excluded.until
    where l.holder = excluded.holder or l.until <= clock_timestamp()
      or l.until > clock_timestamp() + ${longestLease} * interval '1 millisecond' returning 1`,
  release: `delete from ${schema}.leases where name = $1 and holder = $2`,
})

/** What is kept in a schema; its tables are made when first needed and when there are none. */
export const subscriptionsInSchema = (at: SubscriptionSchema): PostgresSubscriptions => {
  const { connections, schema } = at
  const queries = queriesOn(quoted(schema))
  let making: Promise<void> | null = null
  const asking = async (
    query: keyof typeof queries,
    name: string,
    ...values: unknown[]
  ): ReturnType<Connections['ask']> => {
    making ??= connections
      .repeatable((session) => make(session, at))
      .catch((error: unknown) => {
        making = null
        throw error
      })
    await making
    // Not prepared: asked too seldom.
    return connections.ask({ text: queries[query], values: [nameOf(name), ...values] })
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
