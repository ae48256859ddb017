import { conformance } from '@clientele/adapters/conformance'
import { type EventStoreDbOptions, kurrentdb } from '@clientele/adapters/eventstoredb'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { EventStoreDbServer } from '../../../../test/servers/eventstoredb/server.mjs'
import { all, newStream, opened, rightOf } from '../sqlite/events.js'

// The two clients cannot live in one process: the messages of the one replace those of the other.
process.env.EVENTSTOREDB_PROTOCOL_OF = '@kurrent/kurrentdb-client'
const { eventStoreDbServer } = await import('../../../../test/servers/eventstoredb/server.mjs')

// The first connection waits for the interval once.
const sourceOn = (server: EventStoreDbServer, options: Omit<EventStoreDbOptions, 'connectionString'> = {}) => {
  const connectionString = `${server.connectionString().replace('esdb:', 'kurrentdb:')}&discoveryInterval=10`
  return kurrentdb({ connectionString, ...options })
}

describe('kurrentdb', () => {
  const make = async () => {
    const server = await eventStoreDbServer()
    return { source: sourceOn(server), dispose: server.stop }
  }
  for (const { name, run } of conformance(make)) test(name, run)
})

describe('kurrentdb, when the server fails,', () => {
  const served = async (): Promise<EventStoreDbServer> => {
    const server = await eventStoreDbServer()
    onTestFinished(server.stop)
    return server
  }

  test.each(['refuse', 'cancel', 'loseAnswer', 'hang', 'ignore', 'notLeader'] as const)(
    'appends once though it does this first: %s',
    async (kind) => {
      const server = await served()
      const store = await opened(sourceOn(server, { appendTimeout: 150 }))
      server.faults.add({ rpc: 'append', kind })
      const { events } = rightOf(await store.append(newStream('a-1'))())
      expect((await all(store)).map(({ id }) => id)).toEqual([events[0].id])
      await store.close()
    },
  )

  test('goes on reading and following over a restart', async () => {
    const server = await served()
    const store = await opened(sourceOn(server))
    const ids: string[] = []
    const taken: string[] = []
    const following = (async () => {
      for await (const batch of store.subscribe()) {
        taken.push(...batch.map(({ id }) => id))
        if (taken.length >= 20) break
      }
    })()
    for (let n = 0; n < 20; n += 1) {
      if (n === 10) await server.restart()
      ids.push(rightOf(await store.append(newStream(`a-${n}`))()).events[0].id)
    }
    await following
    expect(taken).toEqual(ids)
    server.faults.add({ rpc: 'read', kind: 'cancel', after: 7 })
    expect((await all(store)).map(({ id }) => id)).toEqual(ids)
    await store.close()
  })
})
