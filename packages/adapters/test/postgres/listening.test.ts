import { setTimeout as pause } from 'node:timers/promises'
import type { EventStore } from '@clientele/domain'
import { expect, test } from 'vitest'
import { newStream, opened, rightOf } from '../sqlite/events.js'
import { onPostgres, type Schema, schemaOfTest, sql, url, withClient } from './schemas.js'

const never = 3_600_000

const take = async (store: EventStore, count: number): Promise<readonly string[]> => {
  const seen: string[] = []
  for await (const events of store.subscribe()) {
    seen.push(...events.map(({ stream }) => stream))
    if (seen.length >= count) break
  }
  return seen
}

// Connections of one test, named after its schema: other tests listen at the same time.
const addressOf = ({ name }: Schema): string => {
  const address = new URL(url)
  address.searchParams.set('application_name', name)
  return address.href
}

const listening = ({ name }: Schema): string =>
  `from pg_stat_activity where query = 'listen clientele' and application_name = '${name}'`

const listeners = (schema: Schema): Promise<number> =>
  withClient(async (client) =>
    Number((await client.query(`select count(*) as found ${listening(schema)}`)).rows[0].found),
  )

const until = async (condition: () => Promise<boolean>): Promise<void> => {
  while (!(await condition())) await pause(20)
}

onPostgres('a subscriber', () => {
  const schema = schemaOfTest()

  test('is notified of appends of another handle, and does not poll', async () => {
    const shared = schema()
    const [store, other] = [await opened(shared.source({ pollInterval: never })), await opened(shared.source())]
    const taking = take(store, 3)
    for (const stream of ['a-1', 'a-2', 'a-3']) {
      await pause(100)
      rightOf(await other.append(newStream(stream))())
    }
    expect(await taking).toEqual(['a-1', 'a-2', 'a-3'])
    await store.close()
    await other.close()
  })

  test('is notified again after its connection was lost, including missed events', async () => {
    const shared = schema()
    const other = await opened(shared.source())
    const store = await opened(shared.source({ connectionString: addressOf(shared), pollInterval: never }))
    const taking = take(store, 4)
    await until(async () => (await listeners(shared)) === 1)
    for (const stream of ['a-1', 'a-2', 'a-3', 'a-4']) {
      await sql(`select pg_terminate_backend(pid) ${listening(shared)}`)
      rightOf(await other.append(newStream(stream))())
      await pause(150)
    }
    expect(await taking).toEqual(['a-1', 'a-2', 'a-3', 'a-4'])
    await store.close()
    await other.close()
  })

  test('polls if there are no notifications', async () => {
    const shared = schema()
    const store = await opened(shared.source({ pollInterval: 50 }))
    const taking = take(store, 2)
    rightOf(await store.append(newStream('a-1'))())
    await pause(100)
    await sql(`insert into "${shared.name}".events
      select 2, stream, 1, gen_random_uuid(), type, 1, 0, recorded_at, data, metadata from "${shared.name}".events`)
    expect(await taking).toEqual(['a-1', 'a-1'])
    await store.close()
  })

  test('that is closed closes its connection, and so does a store', async () => {
    const shared = schema()
    const store = await opened(shared.source({ connectionString: addressOf(shared) }))
    const staying = store.subscribe()[Symbol.asyncIterator]()
    const waiting = staying.next()
    await until(async () => (await listeners(shared)) === 1)
    rightOf(await store.append(newStream('a-1'))())
    await waiting
    await store.close()
    await until(async () => (await listeners(shared)) === 0)
    const again = await opened(shared.source({ connectionString: addressOf(shared) }))
    expect(await take(again, 1)).toEqual(['a-1'])
    await until(async () => (await listeners(shared)) === 0)
    await again.close()
  })
})
