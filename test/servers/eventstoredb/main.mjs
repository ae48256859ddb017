import { parseArgs } from 'node:util'
import { grpc } from './protocol.mjs'
import { eventStoreDbServer } from './server.mjs'

const help = `A server that speaks the protocol of EventStoreDB, for tests: in memory, on this machine only.

node main.mjs [--port N]

  --port N  where it listens, by default 2113; 0 takes any free port
  --help    this text

It prints its connection string, and stops on SIGTERM and SIGINT.`

const leave = (message) => {
  console.error(message)
  process.exit(1)
}

const asked = () => {
  try {
    return parseArgs({ options: { port: { type: 'string', default: '2113' }, help: { type: 'boolean' } } }).values
  } catch (error) {
    return leave(`${error.message}\n\n${help}`)
  }
}

const portIn = (text) => {
  const port = Number(text)
  return Number.isInteger(port) && port >= 0 && port <= 65_535 ? port : leave('--port needs a number from 0 to 65535.')
}

const started = async (port) => {
  try {
    return await eventStoreDbServer({ port })
  } catch {
    return leave(`Port ${port} is taken or may not be used: give another with --port, or 0 for any that is free.`)
  }
}

const run = async (port) => {
  const server = await started(port)
  const end = async () => {
    await server.stop()
    process.exit(0)
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
  console.log(server.connectionString())
}

const { port, help: isHelp } = asked()
// What goes wrong is told below, in one sentence.
grpc.setLogVerbosity(grpc.logVerbosity.NONE)
if (isHelp === true) console.log(help)
else await run(portIn(port))
