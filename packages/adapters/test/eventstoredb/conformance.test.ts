import { eventstoredb } from '@clientele/adapters/eventstoredb'
import { describe } from 'vitest'
import { eventStoreDbServer } from '../../../../test/servers/eventstoredb/server.mjs'
import { conforms } from '../conformance/conforming.js'

describe.each([
  ['eventstoredb 23.10', { version: '23.10' }],
  ['eventstoredb 24.10, where appends are not done in the order they were sent', { version: '24.10', reorders: 1 }],
] as const)('%s', (_name, options) => {
  const make = async () => {
    const server = await eventStoreDbServer(options)
    return { source: eventstoredb({ connectionString: server.connectionString() }), dispose: server.stop }
  }
  conforms(make)
})
