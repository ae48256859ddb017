import { eventstoredb } from '@clientele/adapters/eventstoredb'
import { describe } from 'vitest'
import { eventStoreDbServer } from '../../../../test/servers/eventstoredb/server.mjs'
import { onGivenServer, ownEventStoreDb } from '../../../../test/servers/own-event-store-db.js'
import { conforms } from '../conformance/conforming.js'

describe(`eventstoredb 23.10 on a server${onGivenServer}`, () => {
  conforms(async () => {
    const { options, stop } = await ownEventStoreDb()
    return { source: eventstoredb(options), dispose: stop }
  })
})

describe('eventstoredb 24.10, which reorders appends that share no call', () => {
  conforms(async () => {
    const server = await eventStoreDbServer({ version: '24.10', reorders: 1 })
    const source = eventstoredb({ connectionString: server.connectionString(), appendMode: 'unary' })
    return { source, dispose: server.stop }
  })
})
