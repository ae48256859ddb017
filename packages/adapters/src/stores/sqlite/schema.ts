/** Marks a file as ours (`CLNT`). */
export const applicationId: number = 0x434c4e54

/** The version of the tables below; a newer program raises it. */
export const schemaVersion: number = 1

const refusing = (table: string, change: 'update' | 'delete'): string => `
  create trigger ${table}_no_${change} before ${change} on ${table}
  begin select raise(abort, 'Events are never changed or deleted.'); end;`

/** The statements that make the tables. Integer stream keys and time-ordered ids keep the indexes local, which decides how fast appends are. */
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
  ${['streams', 'events'].map((table) => refusing(table, 'update') + refusing(table, 'delete')).join('')}
`

/**
 * The statements that make the chain of hashes beside the events. It is not counted by the version: a program that does
 * not know it may use the file at the same time.
 */
export const chainSchema: string = `
  create table chain (
    first integer primary key,
    last integer not null,
    events text not null,
    hash text not null
  ) strict;
  ${refusing('chain', 'update') + refusing('chain', 'delete')}
`
