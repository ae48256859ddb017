import { type CheckpointStore, failureError, type LeaseStore } from '@clientele/domain'
import { longestLease } from '../../subscriptions/lease.js'
import type { Connections } from '../connections/connections.js'
import type { Session } from '../connections/session.js'
import { createMissingTables } from '../create-tables.js'
import type { Place } from '../locks.js'
import { quoted } from '../schema-name.js'

/** Checkpoints and leases in a schema of a PostgreSQL database; any number of processes may share them. */
export type PostgresSubscriptions = { readonly checkpoints: CheckpointStore; readonly leases: LeaseStore }

/** The schema of checkpoints and leases. */
export type SubscriptionSchema = Place & { readonly connections: Connections }

const existQuery = `select 3 = (select count(*) from pg_catalog.pg_attribute where (attrelid, attname) in (
    (to_regclass($1), 'event_id'), (to_regclass($1), 'event_at'), (to_regclass($2), 'holder'))) as "exist"`

const tablesExist = async (session: Session, schema: string): Promise<boolean> => {
  const { rows } = await session.query<{ readonly exist: boolean }>(existQuery, [
    `${schema}.checkpoints`,
    `${schema}.leases`,
  ])
  return rows[0]?.exist === true
}

// Older versions store only positions and may run at the same time: `event_id` is valid only if `event_at` is the
// position.
const tables = (schema: string): string => `
  create table if not exists ${schema}.checkpoints (name text primary key, position text not null);
  alter table ${schema}.checkpoints add column if not exists event_id text, add column if not exists event_at text;
  create table if not exists ${schema}.leases (name text primary key, holder text not null, until timestamptz not null);`

const createTables = (session: Session, place: SubscriptionSchema): Promise<void> => {
  const name = quoted(place.schema)
  return createMissingTables(session, place, {
    purpose: 'checkpoints',
    exist: (given) => tablesExist(given, name),
    create: (given) => given.query(tables(name)),
  })
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
