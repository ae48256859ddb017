import { postgresCheckpoints } from '@clientele/adapters/postgres'
import { postgresSnapshots } from '@clientele/adapters/snapshots'
import type { EventStore } from '@clientele/domain'
import { expect, onTestFinished, test } from 'vitest'
import type { NetworkProxy } from '../../../../test/servers/proxy.js'
import { connectionsTo } from '../../src/stores/postgres/connections/connections.js'
import { onPostgres, schemaOfTest, url } from '../postgres/schemas.js'
import { all, newStream, opened, rightOf } from '../sqlite/events.js'
import { inPatience, patience, proxyTo, survivesSilence } from './silence.js'

const addressOf = (port: number): string => {
  const address = new URL(url)
  address.port = String(port)
  return address.href
}

const own = (): number => Number(new URL(url).port)

onPostgres('a server', () => {
  const schema = schemaOfTest()

  survivesSilence('PostgreSQL', async () => {
    const testSchema = schema()
    return {
      port: own(),
      source: ({ port = own(), patience }) => testSchema.source({ connectionString: addressOf(port), patience }),
    }
  })

  const openThroughProxy = async (): Promise<{ readonly proxy: NetworkProxy; readonly store: EventStore }> => {
    const proxy = await proxyTo(own())
    const store = await opened(schema().source({ connectionString: addressOf(proxy.port), patience }))
    onTestFinished(() => store.close())
    return { proxy, store }
  }

  test('a dead connection is replaced within the timeout', async () => {
    const { proxy, store } = await openThroughProxy()
    proxy.hold('connections')
    rightOf(await inPatience(store.append(newStream('a-1'))()))
    expect((await all(store)).length).toBe(1)
  })

  test('a statement in progress on the server is waited for, however long it takes', async () => {
    const proxy = await proxyTo(own())
    const connections = connectionsTo({ url: addressOf(proxy.port), tls: undefined, connections: 1, patience: 1_000 })
    onTestFinished(() => connections.close())
    expect(await connections.ask({ text: "select 'done' from pg_sleep(3.5)", values: [] })).toEqual([['done']])
  })

  test('a large append is waited for while it is being sent', async () => {
    const proxy = await proxyTo(own())
    const store = await opened(schema().source({ connectionString: addressOf(proxy.port), patience: 1_000 }))
    onTestFinished(() => store.close())
    proxy.slow(15)
    const startedAt = performance.now()
    rightOf(await store.append(newStream('a-1', { text: 'x'.repeat(15 * 1024 * 1024) }))())
    expect(performance.now() - startedAt).toBeGreaterThan(2_000)
  })

  test('appends that wait for others are answered together', async () => {
    const { proxy, store } = await openThroughProxy()
    proxy.hold()
    const guarded = Array.from({ length: 6 }, (_, n) => ({
      ...newStream(`a-${n}`),
      noneSince: [{ index: { name: 'i', joins: { Joined: 'key' } }, key: 'k', position: null }],
    }))
    const answers = await inPatience(Promise.all(guarded.map((batch) => store.append(batch)())))
    for (const answer of answers) expect(answer).toMatchObject({ left: { error: 'StoreUnavailable' } })
  })

  test('checkpoints and snapshots fail within the timeout, and work afterwards', async () => {
    const proxy = await proxyTo(own())
    const options = { connectionString: addressOf(proxy.port), schema: schema().name, patience }
    const [checkpoints, snapshots] = [postgresCheckpoints(options), postgresSnapshots(options)]
    await checkpoints.save('one', { position: '1', eventId: null })
    proxy.hold()
    const loading = checkpoints.load('one').catch((error: unknown) => error)
    const [loaded, purged] = await inPatience(Promise.all([loading, snapshots.purge()()]))
    expect(loaded).toMatchObject({ failure: { error: 'StoreUnavailable' } })
    expect(purged).toMatchObject({ left: { error: 'StoreUnavailable' } })
    proxy.release()
    expect(await checkpoints.load('one')).toMatchObject({ position: '1' })
    expect(await snapshots.purge()()).toMatchObject({ _tag: 'Right' })
    proxy.hold()
    await inPatience(Promise.all([checkpoints.close(), snapshots.close()]))
  })

  test('notifications arrive again soon after a silence', async () => {
    const testSchema = schema()
    const proxy = await proxyTo(own())
    const source = testSchema.source({
      connectionString: addressOf(proxy.port),
      patience: 1_000,
      pollInterval: 600_000,
    })
    const [store, direct] = [await opened(source), await opened(testSchema.source())]
    onTestFinished(async () => {
      await store.close()
      await direct.close()
    })
    const taken: string[] = []
    const following = (async () => {
      for await (const batch of store.subscribe()) taken.push(...batch.map(({ stream }) => stream))
    })().catch(() => {})
    rightOf(await direct.append(newStream('a-1'))())
    await expect.poll(() => taken, { timeout: 5_000 }).toEqual(['a-1'])
    proxy.hold('connections')
    rightOf(await direct.append(newStream('a-2'))())
    await expect.poll(() => taken, { timeout: 5_000 }).toEqual(['a-1', 'a-2'])
    await store.close()
    await following
  })
})
