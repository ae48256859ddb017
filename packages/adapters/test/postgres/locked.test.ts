import { type EventStore, failureOf } from '@clientele/domain'
import type { Client } from 'pg'
import { expect, test } from 'vitest'
import { all, newStream, opened } from '../sqlite/events.js'
import { onPostgres, schemaOfTest, withClient } from './schemas.js'

const failureThrownBy = async (store: EventStore): Promise<unknown> => {
  try {
    return (await all(store)).length
  } catch (error) {
    return failureOf(error)
  }
}

const streamsIn = async (store: EventStore): Promise<readonly string[]> =>
  (await all(store)).map(({ stream }) => stream)

// Cancelled statements end a moment later.
const blockedIn = async (client: Client): Promise<readonly unknown[]> => {
  await new Promise((resolve) => setTimeout(resolve, 300))
  const { rows } = await client.query(
    `select query from pg_stat_activity where wait_event_type = 'Lock' and pg_backend_pid() = any (pg_blocking_pids(pid))`,
  )
  return rows
}

onPostgres('transactions of other programs', () => {
  const schema = schemaOfTest()

  test('that stay open block neither readers nor writers', async () => {
    const shared = schema()
    const store = await opened(shared.source({ patience: 500 }))
    await store.append(newStream('a-0'))()
    await withClient(async (client) => {
      await client.query('begin isolation level repeatable read')
      await client.query(`create temporary table elsewhere as select count(*) as found from "${shared.name}".events`)
      for (let n = 1; n <= 50; n += 1) expect((await store.append(newStream(`a-${n}`))())._tag).toBe('Right')
      expect((await all(store)).length).toBe(51)
      await client.query('rollback')
    })
    await store.close()
  })

  test.each(['events', 'streams', 'chain'])('that lock the table %s are waited for, then reported', async (table) => {
    const shared = schema()
    const patience = 1_000
    const store = await opened(shared.source({ patience }))
    await store.append(newStream('a-0'))()
    await withClient(async (client) => {
      await client.query('begin')
      await client.query(`lock table "${shared.name}".${table} in access exclusive mode`)
      const begun = performance.now()
      const appends = await Promise.all(Array.from({ length: 600 }, (_, n) => store.append(newStream(`b-${n}`))()))
      expect(performance.now() - begun).toBeLessThan(3 * patience)
      const locked = { error: 'StoreUnavailable', problem: expect.stringContaining('locked') }
      for (const outcome of appends) expect(outcome).toMatchObject({ left: locked })
      if (table === 'chain') return
      const asked = performance.now()
      const answers = await Promise.all(Array.from({ length: 4 }, () => failureThrownBy(store)))
      expect(answers).toMatchObject([locked, locked, locked, locked])
      expect(performance.now() - asked).toBeLessThan(3 * patience)
      await expect(blockedIn(client)).resolves.toEqual([])
    })
    expect((await store.append(newStream('c-1'))())._tag).toBe('Right')
    expect(await streamsIn(store)).toEqual(['a-0', 'c-1'])
    await store.close()
  })

  test('that lock the log are waited for, then reported', async () => {
    const shared = schema()
    const store = await opened(shared.source({ patience: 300 }))
    await withClient(async (client) => {
      await client.query('begin')
      await client.query(`select pg_advisory_xact_lock(hashtextextended('clientele "${shared.name}"', 0))`)
      expect(await store.append(newStream('a-1'))()).toMatchObject({
        left: { error: 'StoreUnavailable', problem: expect.stringContaining('locked') },
      })
      expect(await all(store)).toEqual([])
      await client.query('rollback')
    })
    expect((await store.append(newStream('a-1'))())._tag).toBe('Right')
    await store.close()
  })
})
