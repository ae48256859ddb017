import { parseArgs } from 'node:util'
import { realCosts } from './pace.mjs'
import { grpc } from './protocol.mjs'
import { eventStoreDbServer } from './server.mjs'

const help = `A server that speaks the protocol of EventStoreDB, for tests: in memory, on this machine only.

node main.mjs [--port N] [--pace]

  --port N  where it listens, by default 2113; 0 takes any free port
  --pace    takes as long for things as a real one with a disk does
  --help    this text

It prints its connection string, and stops on SIGTERM and SIGINT.`

const leave = (message) => {
  console.error(message)
  process.exit(1)
}

const asked = () => {
  try {
    return parseArgs({
      options: { port: { type: 'string', default: '2113' }, pace: { type: 'boolean' }, help: { type: 'boolean' } },
    }).values
  } catch (error) {
    return leave(`${error.message}\n\n${help}`)
  }
}

const portIn = (text) => {
  const port = Number(text)
  return Number.isInteger(port) && port >= 0 && port <= 65_535 ? port : leave('--port needs a number from 0 to 65535.')
}

const started = async (port, costs) => {
  try {
    return await eventStoreDbServer({ port, costs })
  } catch {
    return leave(`Port ${port} is taken or may not be used: give another with --port, or 0 for any that is free.`)
  }
}

const run = async (port, costs) => {
  const server = await started(port, costs)
  const end = async () => {
    await server.stop()
    process.exit(0)
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
  console.log(server.connectionString())
}

const { port, pace, help: isHelp } = asked()
// What goes wrong is told below, in one sentence.
grpc.setLogVerbosity(grpc.logVerbosity.NONE)
if (isHelp === true) console.log(help)
else await run(portIn(port), pace === true ? realCosts : null)
