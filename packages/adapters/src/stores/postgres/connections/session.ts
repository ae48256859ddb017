import { Client, type ClientConfig, type PoolClient, type QueryConfig, type QueryResult, type QueryResultRow } from 'pg'
import { type ServerState, socketOf, type Watched, watchForSilence } from './silence.js'

/** A connection in use. A query on it fails if the server is silent for longer than the patience. */
export type Session = {
  query<Row extends QueryResultRow>(query: string | QueryConfig, values?: unknown[]): Promise<QueryResult<Row>>
}

const ignore = (): void => {}

type Activity = { readonly state: string | null; readonly isBlocked: boolean }

const stateFrom = ({ state, isBlocked }: Activity): ServerState => {
  if (state === 'active') return isBlocked ? 'blocked' : 'working'
  return state?.startsWith('idle') === true ? 'waiting' : 'unknown'
}

const activityQuery = `select state, coalesce(wait_event_type = 'Lock', false) as "isBlocked"
  from pg_stat_activity where pid = $1`

// The process may have continued meanwhile.
const cancelQuery = `select pg_cancel_backend(pid) from pg_stat_activity
  where pid = $1 and application_name = $2 and wait_event_type = 'Lock'`

// Uses a separate connection, since the others may all be silent. Behind a pooler process ids differ: then the state is
// unknown.
const askAbout = async <Row extends QueryResultRow>(
  config: ClientConfig,
  longest: number,
  text: string,
  values: readonly unknown[],
): Promise<Row | undefined> => {
  const asking = new Client({ ...config, connectionTimeoutMillis: longest, query_timeout: longest })
  asking.on('error', ignore)
  try {
    await asking.connect()
    return (await asking.query<Row>(text, [...values])).rows[0]
  } catch {
    return undefined
  } finally {
    void endClient(asking)
  }
}

const processOf = (client: object): number | null => {
  const process: unknown = Reflect.get(client, 'processID')
  return typeof process === 'number' ? process : null
}

const askServerState = async (config: ClientConfig, client: object, longest: number): Promise<ServerState> => {
  const process = processOf(client)
  const found = process === null ? undefined : await askAbout<Activity>(config, longest, activityQuery, [process])
  return found === undefined ? 'unknown' : stateFrom(found)
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
    socket === null
      ? null
      : {
          socket,
          longest,
          ask: () => askServerState(config, client, longest / 2),
          cancel: () => void askAbout(config, longest, cancelQuery, [processOf(client), config.application_name]),
        }
  return {
    query: <Row extends QueryResultRow>(query: string | QueryConfig, values?: unknown[]) => {
      const answer = client.query<Row>(query, values)
      return watched === null ? answer : watchForSilence(watched, answer)
    },
  }
}
