import { appendFunction } from './appending/append-function.js'

/** A name as SQL text; a name with a quotation mark stays one name. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

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

// The time of recording of links that were sealed later is in the digests of their events.
const chain = (schema: string): string => `
  create table if not exists ${schema}.chain (
    first bigint primary key,
    last bigint not null,
    recorded_at text collate "C",
    events text not null,
    hash text not null
  );
  ${neverChanging(schema, 'chain')}
  ${likeEvents(schema)}`

// Whoever may read or append events may do so with their seals.
const likeEvents = (schema: string): string => `
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

const neverChanging = (schema: string, table: string): string => `
  drop trigger if exists ${table}_never_change on ${schema}.${table};
  create trigger ${table}_never_change before update or delete or truncate on ${schema}.${table}
    for each statement execute function ${schema}.refuse_change();`

const refusing = (schema: string): string => `
  create function ${schema}.refuse_change() returns trigger language plpgsql as $$
  begin
    raise exception using errcode = 'CLN02', message = 'Events are never changed or deleted.';
  end $$;
  ${['streams', 'events'].map((table) => neverChanging(schema, table)).join('')}`

/**
 * What makes each version out of the one before it, given the quoted name of the schema; the first out of nothing.
 * Versions 1 and 2 had functions already; the last addition replaces them by those of this program.
 */
export const migrations: readonly ((schema: string) => string)[] = [
  (schema) => tables(schema) + refusing(schema),
  () => '',
]

/** What was added to the last version, in order; programs of before go on with it as they did. */
export const additions: readonly ((schema: string) => string)[] = [(schema) => chain(schema) + appendFunction(schema)]
