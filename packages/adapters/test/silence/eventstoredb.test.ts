import { eventstoredb } from '@clientele/adapters/eventstoredb'
import { served } from '../eventstoredb/serving.js'
import { survivesSilence } from './silence.js'

survivesSilence('EventStoreDB', async () => {
  const server = await served()
  const addressOf = (port: number): string => server.connectionString().replace(/:\d+\?/, `:${port}?`)
  return {
    port: server.port(),
    source: ({ port = server.port(), patience }) => eventstoredb({ connectionString: addressOf(port), patience }),
  }
})
