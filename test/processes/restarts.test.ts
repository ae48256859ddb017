import { setTimeout as pause } from 'node:timers/promises'
import { postgres } from '@clientele/adapters/postgres'
import type { EventStore, StoreFailure, StoreSource } from '@clientele/domain'
import { describe, expect, onTestFinished, test } from 'vitest'
import { all, newStream, opened, rightOf } from '../../packages/adapters/test/sqlite/events.js'
import { notOnGivenServer } from '../servers/own-event-store-db.js'
import { startPostgres } from '../servers/postgres.js'
import { durableServer, onKurrentDb, serverKind, sourceAt } from './durable.js'
import { report, restarts, timeout } from './sizes.js'

/** A server with a durable log, and the ways to end it. */
type Restartable = {
  readonly name: string
  readonly source: StoreSource
  readonly ends: readonly (() => Promise<void>)[]
  start(): Promise<void>
}

type Load = { readonly acknowledged: string[]; readonly failures: StoreFailure[]; isOver: boolean }

const keepAppending = async (store: EventStore, name: string, load: Load): Promise<void> => {
  for (let n = 0; !load.isOver; n += 1) {
    const stream = `${name}-${n}`
    const answer = await store.append(newStream(stream))()
    if (answer._tag === 'Right') load.acknowledged.push(stream)
    else load.failures.push(answer.left)
  }
}

const follow = async (store: EventStore): Promise<readonly string[]> => {
  const seen: string[] = []
  for await (const events of store.subscribe()) {
    for (const { stream } of events) seen.push(stream)
    if (seen.at(-1) === 'last-1') return seen
  }
  return seen
}

const restarted = async ({ ends, start }: Restartable): Promise<void> => {
  for (let n = 0; n < restarts; n += 1) {
    await pause(200 + Math.random() * 400)
    await ends[n % ends.length]?.()
    await pause(Math.random() * 200)
    await start()
  }
  await pause(400)
}

/** Expects a restart to cost only time: no failure, nothing lost, nothing twice. */
const expectNothingLost = async (server: Restartable): Promise<void> => {
  const { source } = server
  const stores = [await opened(source), await opened(source)] as const
  const load: Load = { acknowledged: [], failures: [], isOver: false }
  const writers = stores.flatMap((store, at) =>
    Array.from({ length: 64 }, (_, n) => keepAppending(store, `w${at}x${n}`, load)),
  )
  const subscribers = stores.map(follow)
  await restarted(server)
  load.isOver = true
  await Promise.all(writers)
  rightOf(await stores[0].append(newStream('last-1'))())
  const stored = (await all(stores[1])).map(({ stream }) => stream)
  expect(load.failures).toEqual([])
  expect(new Set(stored).size).toBe(stored.length)
  expect([...stored].sort()).toEqual([...load.acknowledged, 'last-1'].sort())
  for (const seen of await Promise.all(subscribers)) expect(seen).toEqual(stored)
  for (const store of stores) await store.close()
  report(`${server.name}: ${restarts} restarts under load, ${stored.length} events are there once`)
}

// The maximum time for a restart of PostgreSQL on a slow machine, including recovery.
const patience = 60_000

// Separate servers, because the test ends them. PostgreSQL writes its log through to the disk, because it crashes.
const postgresServer = onKurrentDb ? 'has a run of its own' : await startPostgres({ fsync: 'on' })

describe('a server restart under load loses nothing acknowledged and repeats nothing', () => {
  if (typeof postgresServer === 'string') test.skip(`PostgreSQL (${postgresServer})`, () => {})
  else
    test('PostgreSQL, stopped immediately and gracefully', { timeout }, async () => {
      const { url, crash, stop, start, dispose } = postgresServer
      onTestFinished(dispose)
      const source = postgres({ connectionString: url, patience })
      await expectNothingLost({ name: 'PostgreSQL', source, ends: [crash, stop], start })
    })

  test(`${serverKind}, with every call open${notOnGivenServer}`, { timeout }, async () => {
    const { kind, url, server } = await durableServer()
    const source = await sourceAt(url)
    await expectNothingLost({ name: kind, source, ends: [server.kill, server.stop], start: server.start })
  })
})
