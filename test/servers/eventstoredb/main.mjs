import { parseArgs } from 'node:util'
import { eventStoreDbServer } from './server.mjs'

const { values } = parseArgs({ options: { port: { type: 'string', default: '2113' } } })
const server = await eventStoreDbServer({ port: Number(values.port) })
console.log(server.connectionString())

const end = async () => {
  await server.stop()
  process.exit(0)
}
process.on('SIGTERM', end)
process.on('SIGINT', end)
