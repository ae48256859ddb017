import { createHash } from 'node:crypto'
import { failureError } from '@clientele/domain'
import type { QueryConfig, QueryResult } from 'pg'
import { storeFailureOf } from '../failure.js'
import { createPool, endPool, type PoolState, runOnce, runRepeatable, type Server } from './pool.js'
import type { Session } from './session.js'

/** A row from the driver: every value as text. */
export type Texts = readonly (string | null)[]

/** Runs statements on a server. */
export type Connections = {
  /**
   * Returns the rows of an idempotent statement: if the connection is lost, it is sent again once the server is back, a
   * few times within the patience. Throws errors that carry a `StoreFailure`.
   */
  ask(statement: Statement): Promise<readonly Texts[]>
  /** Runs an idempotent action on a connection that nothing else uses; retries as `ask` does. */
  repeatable<A>(action: (session: Session) => Promise<A>): Promise<A>
  /** Runs an action once on a connection that nothing else uses; waits for a server that is away at the start. */
  withSession<A>(action: (session: Session) => Promise<A>): Promise<A>
  /**
   * Fails callers that wait for a connection with `StoreClosed`, lets running actions finish, and ends the connections.
   */
  close(): Promise<void>
}

/** `isPrepared` if it is sent often enough to be worth a prepared statement. */
export type Statement = { readonly isPrepared?: true; readonly text: string; readonly values: unknown[] }

// Keeps values as the server sends them: the code that reads a column parses it.
const asText = { getTypeParser: () => String }

// A pooler may give a connection on which another client prepared statements: equal names must mean equal texts.
const namesOfTexts = new Map<string, string>()

const nameFor = (text: string): string => {
  const known = namesOfTexts.get(text)
  if (known !== undefined) return known
  const name = `clientele ${createHash('sha256').update(text).digest('hex').slice(0, 32)}`
  namesOfTexts.set(text, name)
  return name
}

const queryOf = ({ isPrepared, text, values }: Statement, prepares: boolean): QueryConfig & { rowMode: 'array' } => ({
  name: isPrepared === true && prepares ? nameFor(text) : '',
  text,
  values,
  rowMode: 'array',
  types: asText,
})

const rowsOf = async (line: PoolState, session: Session, statement: Statement): Promise<readonly Texts[]> => {
  const { rows }: QueryResult<(string | null)[]> = await session.query(queryOf(statement, line.prepares))
  return rows
}

/** Sends an unprepared statement on a connection. */
export const rowsOn = async (session: Session, statement: Statement): Promise<readonly Texts[]> => {
  const { rows }: QueryResult<(string | null)[]> = await session.query(queryOf(statement, false))
  return rows
}

// A prepared statement of this name is missing, or exists already: nothing was executed.
const preparedErrors: ReadonlySet<unknown> = new Set(['26000', '42P05'])

const isPreparedError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && preparedErrors.has(error.code)

const askWithFallback = async (line: PoolState, patience: number, statement: Statement): Promise<readonly Texts[]> => {
  const ask = (): Promise<readonly Texts[]> =>
    runRepeatable(line, patience, (session) => rowsOf(line, session, statement))
  try {
    return await ask()
  } catch (error) {
    if (!isPreparedError(error)) throw error
    line.prepares = false
    return ask()
  }
}

const withStoreFailure = async <A>(action: () => Promise<A>): Promise<A> => {
  try {
    return await action()
  } catch (error) {
    throw failureError(storeFailureOf(error))
  }
}

/** A pool of connections; connects at the first statement. */
export const connectionsTo = (server: Server): Connections => {
  const line = createPool(server)
  const { patience } = server
  let ending: Promise<void> | null = null
  return {
    ask: (statement) => withStoreFailure(() => askWithFallback(line, patience, statement)),
    repeatable: (action) => withStoreFailure(() => runRepeatable(line, patience, action)),
    withSession: (action) => withStoreFailure(() => runOnce(line, patience, action)),
    // The driver throws if a pool is ended twice.
    close: () => {
      ending ??= endPool(line)
      return ending
    },
  }
}
