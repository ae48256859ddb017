import { conformance } from '@clientele/adapters/conformance'
import { eventstoredb } from '@clientele/adapters/eventstoredb'
import { describe, test } from 'vitest'
import { eventStoreDbServer } from '../../../../test/servers/eventstoredb/server.mjs'

describe('eventstoredb', () => {
  const make = async () => {
    const server = await eventStoreDbServer()
    return { source: eventstoredb({ connectionString: server.connectionString() }), dispose: server.stop }
  }
  for (const { name, run } of conformance(make)) test(name, run)
})
