import { type CheckpointStore, failureError, type LeaseStore } from '@clientele/domain'
import { longestLease } from '../../subscriptions/lease.js'
import type { Connections } from '../connections/connections.js'
import type { Session } from '../connections/session.js'
import { limitLockWait } from '../locks.js'
import { quoted } from '../schema.js'

/** Checkpoints and leases in a schema of a PostgreSQL database; any number of processes may share them. */
export type PostgresSubscriptions = { readonly checkpoints: CheckpointStore; readonly leases: LeaseStore }

/**
 * The schema of checkpoints and leases; `patience`: how long to wait for other processes that create the tables, in
 * milliseconds.
 */
export type SubscriptionSchema = {
  readonly connections: Connections
  readonly schema: string
  readonly patience: number
}

const findQuery = `select 3 = (select count(*) from pg_catalog.pg_attribute where (attrelid, attname) in (
    (to_regclass($1), 'event_id'), (to_regclass($1), 'event_at'), (to_regclass($2), 'holder'))) as "isMade",
  to_regnamespace($3) is not null as "isThere"`

type Found = { readonly isMade: boolean; readonly isThere: boolean }

const findTables = async (session: Session, schema: string): Promise<Found> => {
  const { rows } = await session.query<Found>(findQuery, [`${schema}.checkpoints`, `${schema}.leases`, schema])
  return rows[0] ?? { isMade: false, isThere: false }
}

// Older versions store only positions and may run at the same time: `event_id` is valid only if `event_at` is the
// position.
const tables = (schema: string): string => `
  create table if not exists ${schema}.checkpoints (name text primary key, position text not null);
  alter table ${schema}.checkpoints add column if not exists event_id text, add column if not exists event_at text;
  create table if not exists ${schema}.leases (name text primary key, holder text not null, until timestamptz not null);`

// If several processes start at once, the lock lets one of them create the tables.
const createTables = async (session: Session, { schema, patience }: SubscriptionSchema): Promise<void> => {
  const name = quoted(schema)
  if ((await findTables(session, name)).isMade) return
  await session.query('begin')
  await limitLockWait(session, patience)
  await session.query('select pg_advisory_xact_lock(hashtextextended($1, 3))', [`clientele ${schema}`])
  const { isThere } = await findTables(session, name)
  // `create schema if not exists` needs the right to create schemas even if the schema exists: so check first.
  if (!isThere) await session.query(`create schema ${name}`)
  await session.query(tables(name))
  await session.query('commit')
}

// PostgreSQL cannot store NUL.
const nameOf = (name: string): string => {
  if (name.includes('\u0000')) throw failureError({ error: 'StoreUnreadable', problem: 'A name has no NUL.' })
  return name
}

const queriesOn = (schema: string) => ({
  find: `select position, case when event_at = position then event_id end from ${schema}.checkpoints where name = $1`,
  replace: `insert into ${schema}.checkpoints (name, position, event_id, event_at) values ($1, $2, $3, $2)
    on conflict (name) do update
    set position = excluded.position, event_id = excluded.event_id, event_at = excluded.event_at`,
  // Uses the server's clock, the same for all processes. A lease that seems to last too long was taken while it was
  // ahead.
  hold: `insert into ${schema}.leases as l (name, holder, until)
    values ($1, $2, clock_timestamp() + $3::double precision * interval '1 millisecond')
    on conflict (name) do update set holder = excluded.holder, until = excluded.until
    where l.holder = excluded.holder or l.until <= clock_timestamp()
      or l.until > clock_timestamp() + ${longestLease} * interval '1 millisecond' returning 1`,
  release: `delete from ${schema}.leases where name = $1 and holder = $2`,
})

/** Checkpoints and leases in a schema; missing tables are created at the first use. */
export const subscriptionsInSchema = (at: SubscriptionSchema): PostgresSubscriptions => {
  const { connections, schema } = at
  const queries = queriesOn(quoted(schema))
  let creating: Promise<void> | null = null
  const runQuery = async (
    query: keyof typeof queries,
    name: string,
    ...values: unknown[]
  ): ReturnType<Connections['ask']> => {
    creating ??= connections
      .repeatable((session) => createTables(session, at))
      .catch((error: unknown) => {
        creating = null
        throw error
      })
    await creating
    // Not prepared: it is sent too seldom.
    return connections.ask({ text: queries[query], values: [nameOf(name), ...values] })
  }
  return {
    checkpoints: {
      load: async (name) => {
        const [found] = await runQuery('find', name)
        return found === undefined ? null : { position: found[0] ?? '', eventId: found[1] ?? null }
      },
      save: async (name, { position, eventId }) => {
        await runQuery('replace', name, position, eventId)
      },
    },
    leases: {
      hold: async (name, holder, milliseconds) =>
        (await runQuery('hold', name, holder, Math.min(milliseconds, longestLease))).length > 0,
      release: async (name, holder) => {
        await runQuery('release', name, holder)
      },
    },
  }
}
