import { parseArgs } from 'node:util'
import { realCosts } from './pace.mjs'
import { grpc } from './protocol.mjs'
import { eventStoreDbServer } from './server.mjs'
import { usualVersion, versionNames } from './versions.mjs'

const help = `A server that speaks the protocol of EventStoreDB, for tests: in memory, on this machine only.

node main.mjs [--port N] [--like VERSION] [--pace]

  --port N        where it listens, by default 2113; 0 takes any free port
  --like VERSION  which version it speaks like: ${versionNames.join(', ')}; by default ${usualVersion}
  --pace          takes as long for things as a real one with a disk does
  --help          this text

It prints its connection string, and stops on SIGTERM and SIGINT.`

const leave = (message) => {
  console.error(message)
  process.exit(1)
}

const asked = () => {
  try {
    return parseArgs({
      options: {
        port: { type: 'string', default: '2113' },
        like: { type: 'string', default: usualVersion },
        pace: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    }).values
  } catch (error) {
    return leave(`${error.message}\n\n${help}`)
  }
}

const portIn = (text) => {
  const port = Number(text)
  return Number.isInteger(port) && port >= 0 && port <= 65_535 ? port : leave('--port needs a number from 0 to 65535.')
}

const versionIn = (name) =>
  versionNames.includes(name) ? name : leave(`--like needs one of ${versionNames.join(', ')}.`)

const started = async (options) => {
  try {
    return await eventStoreDbServer(options)
  } catch {
    return leave(
      `Port ${options.port} is taken or may not be used: give another with --port, or 0 for any that is free.`,
    )
  }
}

const run = async (options) => {
  const server = await started(options)
  const end = async () => {
    await server.stop()
    process.exit(0)
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
  console.log(server.connectionString())
}

const { port, like, pace, help: isHelp } = asked()
// Errors are printed below, in one sentence.
grpc.setLogVerbosity(grpc.logVerbosity.NONE)
if (isHelp === true) console.log(help)
else await run({ port: portIn(port), version: versionIn(like), costs: pace === true ? realCosts : null })
