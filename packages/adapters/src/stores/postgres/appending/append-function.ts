import { channel } from '../connections/listener.js'

// A module instead of an .sql file: bundlers do not include files that are read at run time.

// JSON allows escapes of lone surrogates and NUL, PostgreSQL rejects them. These escapes are turned into plain text in
// the data and in the key alike, so that equal values stay equal and different ones stay different.
const belongsFunction = (schema: string): string => `
  create or replace function ${schema}.belongs(data text, field text, key text) returns boolean language plpgsql immutable cost 10000
  as $$
  declare
    hostile constant text := '\\\\(u(?:0000|d[89a-f]..))';
  begin
    return (regexp_replace(replace(data, '\\\\', '\\u005c'), hostile, '\\\\\\\\\\1', 'g')::json -> field)::text
      = regexp_replace(replace(key, '\\\\', '\\u005c'), hostile, '\\\\\\\\\\1', 'g');
  end $$;`

const parameters = `
  names text[], categories text[],
  stand_owners integer[], stand_streams integer[], stand_revisions bigint[],
  ids uuid[], owners integer[], places integer[], revisions bigint[], types text[], versions bigint[],
  ordinals integer[], datas text[], metadatas text[],
  guards json, given_time text, patience text, asker_time text, max_skew text`

const declarations = `
  now_at text collate "C" := given_time;
  last_at text collate "C";
  last_position bigint;
  keys bigint[];
  heads bigint[];
  refused integer[];
  more integer[];
  reasons jsonb := '[]';
  reason jsonb;
  owner_of_known integer;
  sealed_up_to bigint;
  sealed_hash text;
  sealed_events text;
  appended integer;`

// The lock is held from here until the commit ends, so positions have no gaps and become visible in order. Each later
// statement must see what was committed before it: this requires a volatile function and read committed.
const lockLog = (schema: string): string => `
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception using errcode = 'CLN01', message = 'Appending takes the isolation level read committed.';
  end if;
  if current_setting('synchronous_commit') = 'off' then
    perform set_config('synchronous_commit', 'on', true);
  end if;
  perform set_config('lock_timeout', patience, true);
  perform pg_advisory_xact_lock(hashtextextended('clientele ${schema}', 0));
  select e.position, e.recorded_at into last_position, last_at
    from ${schema}.events e order by e.position desc limit 1;
  last_position := coalesce(last_position, 0);
  if now_at is null then
    now_at := to_char(clock_timestamp() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');
  end if;
  if last_at >= now_at then
    now_at := last_at;
  end if;`

// Checks one clock against another: the server's clock against the client's, or the `clock` option against the
// server's.
const checkClock = (): string => `
  if max_skew is not null and now_at > coalesce(last_at, '') and exists (
    select from unnest(owners) as i (owner) where i.owner <> all (refused)
  ) and now_at::timestamptz > least(
    case when given_time is null then asker_time::timestamptz else clock_timestamp() end + max_skew::interval,
    last_at::timestamptz + greatest(interval '5 years', max_skew::interval)
  ) then
    raise exception using errcode = 'CLN03', message = 'The clock is too far ahead.';
  end if;`

const readHeads = (schema: string): string => `
  select array_agg(h.key order by n.nr), array_agg(coalesce(h.revision, -1) order by n.nr) into keys, heads
    from unnest(names) with ordinality as n (name, nr)
    left join lateral (
      select s.key, (
        select e.revision from ${schema}.events e where e.stream = s.key order by e.revision desc limit 1
      ) as revision
      from ${schema}.streams s where s.name = n.name limit 1
    ) h on true;`

const refuseKnownIds = (schema: string): string => `
  refused := array(
    select distinct i.owner from unnest(ids, owners) as i (id, owner)
    where exists (select from ${schema}.events e where e.id = i.id));
  foreach owner_of_known in array refused loop
    reasons := reasons || jsonb_build_array(
      ${schema}.known(owner_of_known, ids, owners, places, revisions, ordinals, keys, heads,
        stand_owners, stand_streams));
  end loop;`

// The result for event ids that exist: the first position if this append is a retry, otherwise the stream that changed.
const knownFunction = (schema: string): string => `
  create or replace function ${schema}.known(
    who integer, ids uuid[], owners integer[], places integer[], revisions bigint[], ordinals integer[],
    keys bigint[], heads bigint[], stand_owners integer[], stand_streams integer[]
  ) returns jsonb language plpgsql volatile set enable_seqscan = off as $$
  declare
    start bigint;
    size integer;
    place integer;
  begin
    select case when bool_and(
        e.id is not null and e.ordinal = i.ordinal and e.revision = i.revision and e.stream is not distinct from keys[i.place]
      ) and min(e.position - i.ordinal) = max(e.position - i.ordinal) then min(e.position) end,
      count(*), (array_agg(i.place order by i.ordinal) filter (where e.id is not null))[1]
    into start, size, place
    from unnest(ids, owners, places, revisions, ordinals) as i (id, owner, place, revision, ordinal)
    left join lateral (select * from ${schema}.events e where e.id = i.id limit 1) e on true
    where i.owner = who;
    if start is not null and not exists (
      select from ${schema}.events e where e.position = start + size and e.ordinal > 0
    ) then
      return jsonb_build_array(who, 'known', start);
    end if;
    return (
      select jsonb_build_array(who, 'moved', min(s.nr), heads[place])
      from unnest(stand_owners, stand_streams) with ordinality as s (owner, stream, nr)
      where s.owner = who and s.stream = place);
  end $$;`

const refuseChangedStreams = `
  select coalesce(array_agg(m.owner), '{}'),
    coalesce(jsonb_agg(jsonb_build_array(m.owner, 'moved', m.nr, m.actual)), '[]')
  into more, reason
  from (
    select distinct on (s.owner) s.owner, s.nr, heads[s.stream] as actual
    from unnest(stand_owners, stand_streams, stand_revisions) with ordinality as s (owner, stream, revision, nr)
    where heads[s.stream] <> s.revision and s.owner <> all (refused)
    order by s.owner, s.nr) m;
  refused := refused || more;
  reasons := reasons || reason;`

const refuseJoinedKeys = (schema: string): string => `
  if guards is not null then
    select coalesce(array_agg(j.owner), '{}'),
      coalesce(jsonb_agg(jsonb_build_array(j.owner, 'joined', j.nr)), '[]')
    into more, reason
    from (
      select distinct on (g.owner) g.owner, g.nr
      from json_to_recordset(guards) as g (owner integer, nr integer, after bigint, joins jsonb, key text)
      where g.owner <> all (refused) and exists (
        select from ${schema}.events e
        where e.position > g.after and g.joins -> e.type is not null and (
          g.joins ->> e.type is null or (
            strpos(e.data, to_json(g.joins ->> e.type)::text || ':' || g.key) > 0
            and ${schema}.belongs(e.data, g.joins ->> e.type, g.key))))
      order by g.owner, g.nr) j;
    refused := refused || more;
    reasons := reasons || reason;
  end if;`

const insertEvents = (schema: string): string => `
  if exists (
    select from unnest(owners, places) as p (owner, place)
    where keys[p.place] is null and p.owner <> all (refused)
  ) then
    with made as (
      insert into ${schema}.streams (name, category)
      select names[n.place], categories[n.place] from (
        select distinct p.place from unnest(owners, places) as p (owner, place)
        where keys[p.place] is null and p.owner <> all (refused) order by p.place) n
      returning key, name
    )
    select array_agg(coalesce(keys[n.nr::integer], m.key) order by n.nr) into keys
      from unnest(names) with ordinality as n (name, nr) left join made m on m.name = n.name;
  end if;
  insert into ${schema}.events
    (position, stream, revision, id, type, schema_version, ordinal, recorded_at, data, metadata)
  select last_position + row_number() over (order by i.nr), keys[i.place], i.revision, i.id, i.type, i.version,
    i.ordinal, now_at, i.data, i.metadata
  from unnest(ids, owners, places, revisions, types, versions, ordinals, datas, metadatas) with ordinality
    as i (id, owner, place, revision, type, version, ordinal, data, metadata, nr)
  where i.owner <> all (refused);
  if found then
    ${sealEvents(schema)}
    perform pg_notify('${channel}', ${schemaName(schema)});
  end if;`

// Seals events only if the event before them is sealed: events that an earlier version or a person appended without a
// seal must not look sealed.
const sealEvents = (schema: string): string => `
    select c.last, c.hash into sealed_up_to, sealed_hash from ${schema}.chain c order by c.first desc limit 1;
    if digests is not null and coalesce(sealed_up_to, 0) = last_position then
      select string_agg(i.digest || ' ' || i.revision || ' ' || replace(names[i.place], E'\\n', ' '), E'\\n' order by i.nr),
        count(*)
      into sealed_events, appended
      from unnest(owners, places, revisions, digests) with ordinality as i (owner, place, revision, digest, nr)
      where i.owner <> all (refused);
      insert into ${schema}.chain (first, last, recorded_at, events, hash)
      values (last_position + 1, last_position + appended, now_at, sealed_events, encode(sha256(convert_to(
        coalesce(sealed_hash, '') || ' ' || last_position + 1 || ' ' || last_position + appended || ' ' || now_at
          || E'\\n' || sealed_events, 'UTF8')), 'hex'));
    end if;`

const schemaName = (schema: string): string => `'${schema.slice(1, -1)}'`

/**
 * The SQL function `append(...)`, which appends a group. It checks each append separately and inserts those that pass.
 * It returns the last position before the group, the recording time, and why the other appends were refused:
 * `[owner, 'known', first position]`, `[owner, 'moved', number of the expectation, actual revision]` or
 * `[owner, 'joined', index of the guard]`. The appends of a group must not depend on each other. `digests` is optional:
 * program versions older than the chain do not pass it. Query plans are cached and use indexes, even if they were made
 * while the tables were small.
 */
export const appendFunction = (schema: string): string => `
  ${belongsFunction(schema)}
  ${knownFunction(schema)}
  drop function if exists ${schema}.append(${parameters});
  create or replace function ${schema}.append(${parameters}, digests text[] default null) returns json language plpgsql volatile
  set enable_seqscan = off set plan_cache_mode = force_generic_plan
  as $$
  declare ${declarations}
  begin
    ${lockLog(schema)}
    ${readHeads(schema)}
    ${refuseKnownIds(schema)}
    ${refuseChangedStreams}
    ${refuseJoinedKeys(schema)}
    ${checkClock()}
    ${insertEvents(schema)}
    return json_build_object('last', last_position, 'at', now_at, 'refused', reasons);
  end $$;`
