import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { startPostgres } from '../test/servers/postgres.js'

/** Runs work with a PostgreSQL that writes to the disk (`fsync`); returns the reason if there is none. */
export const withPostgres = async <A>(work: (url: string) => Promise<A>): Promise<A | string> => {
  const server = await startPostgres({ fsync: 'on' })
  if (typeof server === 'string') return server
  try {
    return await work(server.url)
  } finally {
    await server.dispose()
  }
}

// The path from the compiled file in node_modules/.cache/bench/bench.
const eventStoreDb = fileURLToPath(new URL('../../../../test/servers/eventstoredb/main.mjs', import.meta.url))

/**
 * Runs work with an EventStoreDB: the one in `EVENTSTOREDB_URL`, else the test server, in a separate process, with
 * delays like those of a real server with a disk.
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
