import { setTimeout as pause } from 'node:timers/promises'
import { type PostgresOptions, postgres } from '@clientele/adapters/postgres'
import { postgresSnapshots } from '@clientele/adapters/snapshots'
import type { EventStore } from '@clientele/domain'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type PostgresServer, startPostgres } from '../../../../test/servers/postgres.js'
import { all, failureOfOpening, newStream, opened, rightOf } from '../sqlite/events.js'
import { withClient } from './schemas.js'

// A separate server, because the tests stop and break it.
const server: PostgresServer | string = await startPostgres()

const running = (): PostgresServer => {
  if (typeof server === 'string') throw new Error(server)
  return server
}

const source = (options: Partial<PostgresOptions> = {}) =>
  postgres({ connectionString: running().url, schema: `s${Date.now()}`, ...options })

const withUser = (user: string, database = 'postgres'): string => {
  const address = new URL(running().url)
  const [name, password = ''] = user.split(':')
  address.username = name ?? ''
  address.password = password
  address.pathname = database
  return address.href
}

const unavailable = (problem: string): unknown => ({
  error: 'StoreUnavailable',
  problem: expect.stringContaining(problem),
})

const follow = async (store: EventStore): Promise<void> => {
  for await (const _ of store.subscribe());
}

describe.skipIf(typeof server === 'string')(`a server${typeof server === 'string' ? ` (${server})` : ''}`, () => {
  beforeAll(() =>
    withClient(async (client) => {
      await client.query("create role stranger login password 'right'")
      await client.query('create database latin template template0 encoding latin1 lc_collate "C" lc_ctype "C"')
    }, running().url),
  )
  afterAll(() => running().dispose())

  test.each<[string, () => Partial<PostgresOptions>, string]>([
    ['a wrong password', () => ({ connectionString: withUser('stranger:hunter2') }), 'right user and password'],
    ['no password', () => ({ connectionString: withUser('stranger') }), 'right user and password'],
    ['a user who cannot create a schema', () => ({ connectionString: withUser('stranger:right') }), 'grant'],
    ['an unknown user', () => ({ connectionString: withUser('nobody:hunter2') }), 'right user and password'],
    ['an unknown database', () => ({ connectionString: withUser('clientele', 'nowhere') }), 'create it'],
    ['TLS on a server without it', () => ({ tls: true }), 'no TLS'],
    [
      'a port without a server',
      () => ({ connectionString: 'postgres://u:hunter2@127.0.0.1:1/db', patience: 200 }),
      'start it',
    ],
    ['an unknown host', () => ({ connectionString: 'postgres://u:hunter2@nowhere.invalid/db' }), 'address'],
    ['a missing address', () => ({ connectionString: 'postgres://u:hunter2@:x:y:z' }), 'address'],
  ])('%s is unavailable, says what to do and reveals no secret', async (_what, options, problem) => {
    const failure = await failureOfOpening(source(options()))
    expect(failure).toEqual(unavailable(problem))
    expect(JSON.stringify(failure)).not.toContain('hunter2')
    expect(source(options()).name).not.toContain('hunter2')
  })

  test('permanent errors are not retried', async () => {
    const began = performance.now()
    const patience = 60_000
    for (const address of [withUser('stranger:hunter2'), withUser('clientele', 'nowhere')])
      expect(await failureOfOpening(source({ connectionString: address, patience }))).not.toBeNull()
    expect(performance.now() - began).toBeLessThan(20_000)
  })

  test('that is away is waited for when opening a store or using snapshots', async () => {
    await running().stop()
    const store = opened(source({ patience: 30_000 }))
    const snapshots = postgresSnapshots({ connectionString: running().url, patience: 30_000 })
    const purged = snapshots.purge()()
    await pause(300)
    await running().start()
    rightOf(await (await store).append(newStream('a-1'))())
    rightOf(await purged)
    await snapshots.close()
    await (await store).close()
  })

  test('a database that is not UTF8 is unreadable', async () => {
    const failure = await failureOfOpening(source({ connectionString: withUser('clientele', 'latin') }))
    expect(failure).toMatchObject({ error: 'StoreUnreadable', problem: expect.stringContaining('UTF8') })
  })

  test('that is away makes appends and reads unavailable, and they continue when it is back', async () => {
    const store = await opened(source({ patience: 300 }))
    rightOf(await store.append(newStream('a-1'))())
    await running().stop()
    expect(await store.append(newStream('a-2'))()).toEqual({ _tag: 'Left', left: unavailable('start') })
    expect(await store.head()()).toEqual({ _tag: 'Left', left: unavailable('start') })
    await expect(all(store)).rejects.toMatchObject({ failure: unavailable('start') })
    await running().start()
    rightOf(await store.append(newStream('a-3'))())
    expect((await all(store)).map(({ stream }) => stream)).toEqual(['a-1', 'a-3'])
    await store.close()
  })

  test('that is away does not prevent a store from closing', async () => {
    const store = await opened(source({ patience: 200 }))
    const subscriber = follow(store).catch(() => {})
    await pause(50)
    await running().crash()
    await store.close()
    await subscriber
    expect(await store.head()()).toEqual({ _tag: 'Left', left: { error: 'StoreClosed' } })
    await running().start()
  })
})
