import { expect, onTestFinished, test } from 'vitest'
import { all, event, failureOfOpening, newStream, opened, rightOf } from '../sqlite/events.js'
import { onPostgres, schemaOfTest, sql, url, withClient } from './schemas.js'

onPostgres('a schema', () => {
  const schema = schemaOfTest()

  const created = async (): Promise<ReturnType<typeof schema>> => {
    const testSchema = schema()
    const store = await opened(testSchema.source())
    rightOf(await store.append(newStream('a-1'))())
    await store.close()
    return testSchema
  }

  test('is created once, even if many open it concurrently', async () => {
    const testSchema = schema()
    const stores = await Promise.all(Array.from({ length: 5 }, () => opened(testSchema.source({ pool: { max: 1 } }))))
    await Promise.all(stores.map(async (store, n) => rightOf(await store.append(newStream(`a-${n}`))())))
    for (const store of stores) {
      expect((await all(store)).length).toBe(5)
      await store.close()
    }
  })

  test('that exists and is empty is used', async () => {
    const testSchema = schema()
    await sql(`create schema "${testSchema.name}"`)
    expect(await failureOfOpening(testSchema.source())).toBeNull()
  })

  test('created by a newer version is refused', async () => {
    const testSchema = await created()
    await sql(`insert into "${testSchema.name}".migrations (version) values (99)`)
    expect(await failureOfOpening(testSchema.source())).toMatchObject({
      error: 'StoreUnreadable',
      problem: expect.stringContaining('update @clientele/clientele'),
    })
  })

  test('of an earlier version gets the functions of this one, and keeps its events', async () => {
    const testSchema = await created()
    await sql(`delete from "${testSchema.name}".migrations where version <> 1;
      create or replace function "${testSchema.name}".known(
        who integer, ids uuid[], owners integer[], places integer[], revisions bigint[], ordinals integer[],
        keys bigint[], heads bigint[], stand_owners integer[], stand_streams integer[]
      ) returns jsonb language plpgsql as $$ begin raise exception 'of an earlier version'; end $$;`)
    const store = await opened(testSchema.source())
    const [first] = await all(store)
    const again = { ...newStream('b-1').writes[0], events: [{ ...event(), id: first?.id ?? '' }] as const }
    expect(await store.append({ writes: [again], unchanged: [], noneSince: [] })()).toMatchObject({
      left: { error: 'ConcurrencyConflict', stream: 'b-1', actual: 'noStream' },
    })
    expect((await all(store)).length).toBe(1)
    await store.close()
  })

  test('of an earlier version gets a chain with the privileges of the events', async () => {
    const testSchema = await created()
    const role = `role_${testSchema.name}`
    await sql(`create role "${role}"`)
    onTestFinished(async () => void (await sql(`drop owned by "${role}" cascade; drop role "${role}"`)))
    await sql(`delete from "${testSchema.name}".migrations where version < 0; drop table "${testSchema.name}".chain;
      grant select, insert on "${testSchema.name}".events to "${role}"`)
    await (await opened(testSchema.source())).close()
    const rights = await withClient((client) =>
      client.query(`select privilege_type as right from information_schema.role_table_grants
        where grantee = '${role}' and table_name = 'chain' order by 1`),
    )
    expect(rights.rows).toEqual([{ right: 'INSERT' }, { right: 'SELECT' }])
  })

  test.each(['create table "$".events (id integer)', 'create table "$".migrations (name text)'])(
    'of another program is refused and not changed: %s',
    async (text) => {
      const testSchema = schema()
      await sql(`create schema "${testSchema.name}"; ${text.replace('$', testSchema.name)}`)
      expect(await failureOfOpening(testSchema.source())).toMatchObject({ error: 'StoreUnreadable' })
    },
  )

  test.each(['', 'a"b', 'a b', 'x'.repeat(64), "a'b", 'ä'])('needs a plain name, not %j', async (name) => {
    expect(await failureOfOpening(schema().source({ schema: name }))).toMatchObject({ error: 'StoreUnavailable' })
  })

  test.each([
    "update $.events set data = '{}'",
    'delete from $.events',
    'truncate $.events',
    "update $.streams set name = 'b-1'",
    'delete from $.streams',
    'truncate $.streams cascade',
  ])('refuses: %s', async (text) => {
    const testSchema = await created()
    await expect(sql(text.replace('$', `"${testSchema.name}"`))).rejects.toThrow('never changed')
  })

  test('without its functions is unreadable, and the store reports it', async () => {
    const testSchema = await created()
    const store = await opened(testSchema.source())
    await testSchema.drop()
    expect(await store.append(newStream('a-2'))()).toMatchObject({ left: { error: 'StoreUnreadable' } })
    expect(await store.head()()).toMatchObject({ left: { error: 'StoreUnreadable' } })
    await store.close()
  })

  test('accepts no append under another isolation level, and says what to set', async () => {
    const testSchema = await created()
    const options = encodeURIComponent('-c default_transaction_isolation=repeatable\\ read')
    const store = await opened(testSchema.source({ connectionString: `${url}?options=${options}` }))
    expect(await store.append(newStream('a-2'))()).toMatchObject({
      left: { error: 'StoreUnavailable', problem: expect.stringContaining('read committed') },
    })
    expect((await all(store)).length).toBe(1)
    await store.close()
  })
})

onPostgres('a role', () => {
  const schema = schemaOfTest()

  /** Creates a role with these grants (`$` is the schema), and the schema as that role sees it. */
  const roleWith = async (testSchema: ReturnType<typeof schema>, ...grants: readonly string[]) => {
    const role = `role_${testSchema.name}`
    const database = new URL(url).pathname.slice(1)
    await sql(`create role "${role}"`)
    onTestFinished(async () => void (await sql(`drop owned by "${role}" cascade; drop role "${role}"`)))
    for (const grant of grants)
      await sql(`grant ${grant.replace('$$', `"${database}"`).replaceAll('$', `"${testSchema.name}"`)} to "${role}"`)
    const address = new URL(url)
    address.searchParams.set('options', `-c role=${role}`)
    return testSchema.source({ connectionString: address.href })
  }

  const reading = ['usage on schema $', 'select on $.events, $.streams, $.migrations']
  const appending = [...reading, 'insert on $.events, $.streams', 'select, insert on $.chain']
  const making = ['create on database $$']

  const filled = async (): Promise<ReturnType<typeof schema>> => {
    const testSchema = schema()
    const store = await opened(testSchema.source())
    rightOf(await store.append(newStream('a-1'))())
    await store.close()
    return testSchema
  }

  test('reads with USAGE on the schema and SELECT on its tables, and appends nothing', async () => {
    const store = await opened(await roleWith(await filled(), ...reading))
    expect((await all(store)).length).toBe(1)
    expect(await store.append(newStream('a-2'))()).toMatchObject({
      left: { problem: expect.stringContaining('grant') },
    })
    await store.close()
  })

  test('appends with INSERT too', async () => {
    const store = await opened(await roleWith(await filled(), ...appending))
    rightOf(await store.append(newStream('a-2'))())
    expect((await all(store)).length).toBe(2)
    await store.close()
  })

  test('creates the schema with CREATE on the database', async () => {
    const store = await opened(await roleWith(schema(), ...making))
    rightOf(await store.append(newStream('a-1'))())
    await store.close()
  })

  test('creates the tables in a schema that exists with only USAGE and CREATE on it', async () => {
    const empty = schema()
    await sql(`create schema "${empty.name}"`)
    const store = await opened(await roleWith(empty, 'usage, create on schema $'))
    rightOf(await store.append(newStream('a-1'))())
    await store.close()
  })

  test.each(appending.slice(0, 2))('cannot open it without %s', async (right) => {
    const grants = appending.filter((grant) => grant !== right)
    expect(await failureOfOpening(await roleWith(await filled(), ...grants))).toMatchObject({
      error: 'StoreUnavailable',
      problem: expect.stringContaining('grant'),
    })
  })
})

onPostgres('the recording time of an event', () => {
  const schema = schemaOfTest()

  test('never goes back, even if the clock does', async () => {
    const times = ['2024-03-15T08:00:00.000Z', '2024-03-15T07:00:00.000Z', '2024-03-15T09:00:00.000Z']
    const store = await opened(schema().source({ clock: () => times.shift() ?? '' }))
    for (const stream of ['a-1', 'a-2', 'a-3']) rightOf(await store.append(newStream(stream))())
    expect((await all(store)).map(({ recordedAt }) => recordedAt.slice(11, 13))).toEqual(['08', '08', '09'])
    await store.close()
  })

  test('is that of the server, in the same format as everywhere', async () => {
    const store = await opened(schema().source())
    const { events } = rightOf(await store.append(newStream('a-1'))())
    expect(new Date(events[0].recordedAt).toISOString()).toBe(events[0].recordedAt)
    await store.close()
  })
})
