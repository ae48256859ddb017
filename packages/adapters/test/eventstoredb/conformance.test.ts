import { eventstoredb } from '@clientele/adapters/eventstoredb'
import { describe } from 'vitest'
import { onGivenServer, ownEventStoreDb } from '../../../../test/servers/own-event-store-db.js'
import { conforms } from '../conformance/conforming.js'

describe(`eventstoredb on a server${onGivenServer}`, () => {
  const make = async () => {
    const { options, stop } = await ownEventStoreDb()
    return { source: eventstoredb(options), dispose: stop }
  }
  conforms(make)
})
