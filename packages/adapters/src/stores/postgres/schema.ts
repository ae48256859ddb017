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

const refusing = (schema: string): string => `
  create function ${schema}.refuse_change() returns trigger language plpgsql as $$
  begin
    raise exception using errcode = 'CLN02', message = 'Events are never changed or deleted.';
  end $$;
  ${['streams', 'events']
    .map(
      (table) => `create trigger ${table}_never_change before update or delete or truncate on ${schema}.${table}
        for each statement execute function ${schema}.refuse_change();`,
    )
    .join('')}`

/**
 * What makes each version out of the one before it, given the quoted name of the schema; the first out of nothing.
 * Version 1 had functions already; the last one replaces them by those of this program.
 */
export const migrations: readonly ((schema: string) => string)[] = [
  (schema) => tables(schema) + refusing(schema),
  appendFunction,
]
