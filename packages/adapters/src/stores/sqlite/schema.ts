/** Identifies an event file (`CLNT`). */
export const applicationId: number = 0x434c4e54

/** The version of the tables below. */
export const schemaVersion: number = 1

const forbidChange = (table: string, change: 'update' | 'delete'): string => `
  create trigger ${table}_no_${change} before ${change} on ${table}
  begin select raise(abort, 'Events are never changed or deleted.'); end;`

/**
 * The statements that create the tables. Integer stream keys and time-ordered ids keep index writes local, which makes
 * appends fast.
 */
export const schema: string = `
  create table streams (
    key integer primary key,
    name text not null unique,
    category text not null
  ) strict;
  create table events (
    position integer primary key,
    stream integer not null references streams (key),
    revision integer not null,
    id text not null,
    type text not null,
    schema_version integer not null,
    ordinal integer not null,
    recorded_at text not null,
    data text not null,
    metadata text not null
  ) strict;
  create unique index events_by_stream on events (stream, revision);
  create unique index events_by_id on events (id);
  ${['streams', 'events'].map((table) => forbidChange(table, 'update') + forbidChange(table, 'delete')).join('')}
`

/**
 * The statements that create the table of the chain. It does not raise the version: an older program that does not know
 * the chain may use the file at the same time.
 */
export const chainSchema: string = `
  create table chain (
    first integer primary key,
    last integer not null,
    events text not null,
    hash text not null
  ) strict;
  ${forbidChange('chain', 'update') + forbidChange('chain', 'delete')}
`

/** The names of the indexes; SQLite has none of its own for a primary key that is an integer. */
export const indexNames: readonly string[] = ['events_by_stream', 'events_by_id', 'sqlite_autoindex_streams_1']
