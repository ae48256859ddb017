import { expect, test } from 'vitest'
import { all, newStream, opened } from '../sqlite/events.js'
import { onPostgres, schemaOfTest, withClient } from './schemas.js'

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
