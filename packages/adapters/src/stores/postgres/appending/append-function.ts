import { channel } from '../connections/listener.js'

// A module and no .sql file: bundlers do not take along what is read at run time.

// A lone surrogate or a NUL in a text is fine for JSON and an error for PostgreSQL: their escapes are made plain text,
// the same way in the data and in the key, so that equal stays equal and different stays different.
const belongs = (schema: string): string => `
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

// The lock is held from here to the end of the commit, so positions have no gaps and become visible in their order.
// Each statement after it sees what was committed before it: that takes a volatile function and read committed.
const begin = (schema: string): string => `
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

// One clock checks the other: that of the process the server's, and that of the server a given one.
const recordable = (): string => `
  if max_skew is not null and now_at > coalesce(last_at, '') and exists (
    select from unnest(owners) as i (owner) where i.owner <> all (refused)
  ) and now_at::timestamptz > least(
    case when given_time is null then asker_time::timestamptz else clock_timestamp() end + max_skew::interval,
    last_at::timestamptz + greatest(interval '5 years', max_skew::interval)
  ) then
    raise exception using errcode = 'CLN03', message = 'The clock is too far ahead.';
  end if;`

const heads = (schema: string): string => `
  select array_agg(h.key order by n.nr), array_agg(coalesce(h.revision, -1) order by n.nr) into keys, heads
    from unnest(names) with ordinality as n (name, nr)
    left join lateral (
      select s.key, (
        select e.revision from ${schema}.events e where e.stream = s.key order by e.revision desc limit 1
      ) as revision
      from ${schema}.streams s where s.name = n.name limit 1
    ) h on true;`

const first = (schema: string): string => `
  refused := array(
    select distinct i.owner from unnest(ids, owners) as i (id, owner)
    where exists (select from ${schema}.events e where e.id = i.id));
  foreach owner_of_known in array refused loop
    reasons := reasons || jsonb_build_array(
      ${schema}.known(owner_of_known, ids, owners, places, revisions, ordinals, keys, heads,
        stand_owners, stand_streams));
  end loop;`

// The answer to ids that are known: the first position when it is the same append again, otherwise the stream that moved.
const known = (schema: string): string => `
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

const moved = `
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

const joined = (schema: string): string => `
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

const insert = (schema: string): string => `
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
    ${seal(schema)}
    perform pg_notify('${channel}', ${schemaName(schema)});
  end if;`

// Events are sealed only where the one before them is: what was appended without a seal, by an earlier version or by
// hand, is never passed off as sealed.
const seal = (schema: string): string => `
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
 * The function that appends a group, also for programs of before the chain, which give no digests: `append(...)` checks each append on its own and inserts those that pass. It gives
 * the position and the time to go on from, and why the others were refused: `[owner, 'known', first position]`,
 * `[owner, 'moved', which of the stands, actual revision]` or `[owner, 'joined', which of the guards]`.
 * The appends of a group must not depend on each other. Plans are made once and for indexes, whatever the size was then.
 */
export const appendFunction = (schema: string): string => `
  ${belongs(schema)}
  ${known(schema)}
  drop function if exists ${schema}.append(${parameters});
  create or replace function ${schema}.append(${parameters}, digests text[] default null) returns json language plpgsql volatile
  set enable_seqscan = off set plan_cache_mode = force_generic_plan
  as $$
  declare ${declarations}
  begin
    ${begin(schema)}
    ${heads(schema)}
    ${first(schema)}
    ${moved}
    ${joined(schema)}
    ${recordable()}
    ${insert(schema)}
    return json_build_object('last', last_position, 'at', now_at, 'refused', reasons);
  end $$;`
