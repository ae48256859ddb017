import { Client, type ClientConfig, type PoolClient, type QueryConfig, type QueryResult, type QueryResultRow } from 'pg'
import { type ServerState, socketOf, type Watched, whileHeard } from './silence.js'

/** A connection in use. A query on it fails once nothing was heard of it for longer than the server is waited for. */
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

// On a connection of its own, for the others may all be silent. A pooler names its processes itself: none is found.
const askAbout = async (config: ClientConfig, client: object, longest: number): Promise<ServerState> => {
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
    void hangUp(asking)
  }
}

const longestGoodbye = 500

/** Ends a connection, also one that is still being made; a server that does not hear of it is not waited for. */
export const hangUp = async (client: Client): Promise<void> => {
  const cut = setTimeout(() => socketOf(client)?.destroy(), longestGoodbye)
  await client.end().catch(ignore)
  clearTimeout(cut)
}

/** A session on a connection of the pool, silent for so many milliseconds at most. */
export const sessionOn = (client: PoolClient, config: ClientConfig, longest: number): Session => {
  const socket = socketOf(client)
  const watched: Watched | null =
    socket === null ? null : { socket, longest, ask: () => askAbout(config, client, longest / 2) }
  return {
    query: <Row extends QueryResultRow>(query: string | QueryConfig, values?: unknown[]) => {
      const answer = client.query<Row>(query, values)
      return watched === null ? answer : whileHeard(watched, answer)
    },
  }
}
