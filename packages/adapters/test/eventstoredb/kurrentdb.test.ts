import { conformance } from '@clientele/adapters/conformance'
import { kurrentdb } from '@clientele/adapters/eventstoredb'
import { describe, test } from 'vitest'

// The two clients cannot live in one process: the messages of the one replace those of the other.
process.env.EVENTSTOREDB_PROTOCOL_OF = '@kurrent/kurrentdb-client'
const { eventStoreDbServer } = await import('../../../../test/servers/eventstoredb/server.mjs')

describe('kurrentdb', () => {
  const make = async () => {
    const server = await eventStoreDbServer()
    const connectionString = `${server.connectionString().replace('esdb:', 'kurrentdb:')}&discoveryInterval=10`
    return { source: kurrentdb({ connectionString }), dispose: server.stop }
  }
  for (const { name, run } of conformance(make)) test(name, run)
})
