import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { startPostgres } from '../test/servers/postgres.js'

/** Does something with a PostgreSQL that writes through to the disk; or says why there is none. */
export const withPostgres = async <A>(work: (url: string) => Promise<A>): Promise<A | string> => {
  const server = await startPostgres({ fsync: 'on' })
  if (typeof server === 'string') return server
  try {
    return await work(server.url)
  } finally {
    await server.dispose()
  }
}

// From where the compiled file is, in node_modules/.cache/bench/bench.
const eventStoreDb = fileURLToPath(new URL('../../../../test/servers/eventstoredb/main.mjs', import.meta.url))

/**
 * Does something with an EventStoreDB: the one that `EVENTSTOREDB_URL` names, else the server for tests that speaks its
 * protocol, in a process of its own, which takes as long for things as a real one with a disk.
 */
export const withEventStoreDb = async <A>(work: (connectionString: string) => Promise<A>): Promise<A> => {
  const { EVENTSTOREDB_URL: real } = process.env
  if (real !== undefined) return work(real)
  const server = spawn(process.execPath, [eventStoreDb, '--port', '0', '--pace'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(server, 'exit')
  try {
    const [connectionString] = await once(createInterface({ input: server.stdout }), 'line')
    return await work(String(connectionString))
  } finally {
    server.kill('SIGTERM')
    await ended
  }
}
