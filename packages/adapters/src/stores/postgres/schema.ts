import { appendFunction } from './appending/append-function.js'

const tables = (schema: string): string => `
  create table ${schema}.streams (
    key bigint generated always as identity primary key,
    name text collate "C" not null unique,
    category text collate "C" not null
  );
  create table ${schema}.events (
    position bigint primary key,
    stream bigint not null,
    revision bigint not null,
    id uuid not null unique,
    type text collate "C" not null,
    schema_version bigint not null,
    ordinal integer not null,
    recorded_at text collate "C" not null,
    data text not null,
    metadata text not null,
    unique (stream, revision)
  );`

// `recorded_at` is null in links that were sealed later: the digests of their events contain the recording times.
const chain = (schema: string): string => `
  create table if not exists ${schema}.chain (
    first bigint primary key,
    last bigint not null,
    recorded_at text collate "C",
    events text not null,
    hash text not null
  );
  ${forbidChanges(schema, 'chain')}
  ${grantLikeEvents(schema)}`

// Grants on `chain` the rights to read and insert that users have on `events`.
const grantLikeEvents = (schema: string): string => `
  do $do$
  declare
    allowed record;
  begin
    for allowed in
      select distinct a.privilege_type, case a.grantee when 0 then 'public' else a.grantee::regrole::text end as grantee
      from pg_catalog.pg_class c cross join lateral aclexplode(c.relacl) a
      where c.oid = '${schema}.events'::regclass and a.privilege_type in ('SELECT', 'INSERT')
    loop
      execute format('grant %s on ${schema}.chain to %s', allowed.privilege_type, allowed.grantee);
    end loop;
  end $do$;`

const forbidChanges = (schema: string, table: string): string => `
  drop trigger if exists ${table}_never_change on ${schema}.${table};
  create trigger ${table}_never_change before update or delete or truncate on ${schema}.${table}
    for each statement execute function ${schema}.refuse_change();`

const refuseChanges = (schema: string): string => `
  create function ${schema}.refuse_change() returns trigger language plpgsql as $$
  begin
    raise exception using errcode = 'CLN02', message = 'Events are never changed or deleted.';
  end $$;
  ${['streams', 'events'].map((table) => forbidChanges(schema, table)).join('')}`

/**
 * The SQL of each migration, given the quoted name of the schema; the first creates the tables. Versions 1 and 2 had
 * functions already; the last addition replaces them with those of this program.
 */
export const migrations: readonly ((schema: string) => string)[] = [
  (schema) => tables(schema) + refuseChanges(schema),
  () => '',
]

/** Additions to the last version, in order; older programs still work with the schema after them. */
export const additions: readonly ((schema: string) => string)[] = [(schema) => chain(schema) + appendFunction(schema)]
