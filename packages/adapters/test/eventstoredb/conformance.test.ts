import { eventstoredb } from '@clientele/adapters/eventstoredb'
import { describe } from 'vitest'
import { eventStoreDbServer } from '../../../../test/servers/eventstoredb/server.mjs'
import { conforms } from '../conformance/conforming.js'

describe('eventstoredb', () => {
  const make = async () => {
    const server = await eventStoreDbServer()
    return { source: eventstoredb({ connectionString: server.connectionString() }), dispose: server.stop }
  }
  conforms(make)
})
