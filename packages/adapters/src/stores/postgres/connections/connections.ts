import { createHash } from 'node:crypto'
import { failureError } from '@clientele/domain'
import type { QueryConfig, QueryResult } from 'pg'
import { storeFailureOf } from '../failure.js'
import { ended, type Line, lineTo, once, repeated, type Server } from './line.js'
import type { Session } from './session.js'

/** A row as the driver hands it over: every value as text. */
export type Texts = readonly (string | null)[]

/** What can be asked of a server. */
export type Connections = {
  /**
   * Rows of a statement that may be repeated: when the connection is lost it is sent again as soon as the server is
   * back, a few times within the patience. Throws errors that carry a `StoreFailure`.
   */
  ask(statement: Statement): Promise<readonly Texts[]>
  /** Runs an action that may be repeated on a connection of its own, as a statement is asked. */
  repeatable<A>(action: (session: Session) => Promise<A>): Promise<A>
  /** Runs an action on a connection of its own, once; a server that is away when it begins is waited for. */
  withSession<A>(action: (session: Session) => Promise<A>): Promise<A>
  /** Answers who waits for a connection with `StoreClosed`, lets who has one finish, and ends them all. */
  close(): Promise<void>
}

/** `isPrepared` where it is asked often enough for the server to keep it. */
export type Statement = { readonly isPrepared?: true; readonly text: string; readonly values: unknown[] }

// Values as the server sends them: what a column needs is done where it is read.
const asText = { getTypeParser: () => String }

// A pooler may answer with a connection on which somebody else prepared statements: the same name is the same text.
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

const rowsOf = async (line: Line, session: Session, statement: Statement): Promise<readonly Texts[]> => {
  const { rows }: QueryResult<(string | null)[]> = await session.query(queryOf(statement, line.prepares))
  return rows
}

/** Asks on a connection, with a statement that the server does not keep. */
export const rowsOn = async (session: Session, statement: Statement): Promise<readonly Texts[]> => {
  const { rows }: QueryResult<(string | null)[]> = await session.query(queryOf(statement, false))
  return rows
}

// There is none of a name, or there is one already: nothing was carried out.
const notKept: ReadonlySet<unknown> = new Set(['26000', '42P05'])

const isNotKept = (error: unknown): boolean => error instanceof Error && 'code' in error && notKept.has(error.code)

const asking = async (line: Line, patience: number, statement: Statement): Promise<readonly Texts[]> => {
  const ask = (): Promise<readonly Texts[]> => repeated(line, patience, (session) => rowsOf(line, session, statement))
  try {
    return await ask()
  } catch (error) {
    if (!isNotKept(error)) throw error
    line.prepares = false
    return ask()
  }
}

const named = async <A>(action: () => Promise<A>): Promise<A> => {
  try {
    return await action()
  } catch (error) {
    throw failureError(storeFailureOf(error))
  }
}

/** A pool of connections; none is made before the first question. */
export const connectionsTo = (server: Server): Connections => {
  const line = lineTo(server)
  const { patience } = server
  let ending: Promise<void> | null = null
  return {
    ask: (statement) => named(() => asking(line, patience, statement)),
    repeatable: (action) => named(() => repeated(line, patience, action)),
    withSession: (action) => named(() => once(line, patience, action)),
    // The driver refuses to be asked twice.
    close: () => {
      ending ??= ended(line)
      return ending
    },
  }
}
