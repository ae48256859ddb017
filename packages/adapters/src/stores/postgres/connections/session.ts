import { Client, type ClientConfig, type PoolClient, type QueryConfig, type QueryResult, type QueryResultRow } from 'pg'
import { type ServerState, socketOf, type Watched, watchForSilence } from './silence.js'

/** A connection in use. A query on it fails if the server is silent for longer than the patience. */
export type Session = {
  query<Row extends QueryResultRow>(query: string | QueryConfig, values?: unknown[]): Promise<QueryResult<Row>>
}

const ignore = (): void => {}

const stateFrom = (state: unknown): ServerState => {
  if (state === 'active') return 'working'
  return typeof state === 'string' && state.startsWith('idle') ? 'waiting' : 'unknown'
}

const stateOf = async (client: Client, process: number): Promise<unknown> => {
  const { rows } = await client.query<{ state: string | null }>('select state from pg_stat_activity where pid = $1', [
    process,
  ])
  return rows[0]?.state
}

// Uses a separate connection, since the others may all be silent. Behind a pooler process ids differ: then the state is
// unknown.
const askServerState = async (config: ClientConfig, client: object, longest: number): Promise<ServerState> => {
  const process: unknown = Reflect.get(client, 'processID')
  if (typeof process !== 'number') return 'unknown'
  const asking = new Client({ ...config, connectionTimeoutMillis: longest, query_timeout: longest })
  asking.on('error', ignore)
  try {
    await asking.connect()
    return stateFrom(await stateOf(asking, process))
  } catch {
    return 'unknown'
  } finally {
    void endClient(asking)
  }
}

const cutOffAfter = 500

/** Ends a connection, even while it is connecting; cuts it off if the server does not react. */
export const endClient = async (client: Client): Promise<void> => {
  const cut = setTimeout(() => socketOf(client)?.destroy(), cutOffAfter)
  await client.end().catch(ignore)
  clearTimeout(cut)
}

/** A session on a connection of the pool; `longest` is the longest silence, in milliseconds. */
export const sessionOn = (client: PoolClient, config: ClientConfig, longest: number): Session => {
  const socket = socketOf(client)
  const watched: Watched | null =
    socket === null ? null : { socket, longest, ask: () => askServerState(config, client, longest / 2) }
  return {
    query: <Row extends QueryResultRow>(query: string | QueryConfig, values?: unknown[]) => {
      const answer = client.query<Row>(query, values)
      return watched === null ? answer : watchForSilence(watched, answer)
    },
  }
}
