import {
  failureError,
  type HostWrites,
  type PostgresTransaction,
  type SqlRow,
  type StoreFailure,
} from '@clientele/domain'
import type { QueryConfig } from 'pg'
import { longestTimer } from '../../../timing/longest-timer.js'
import { type Row, recordedFrom } from '../../numbered-log/recorded.js'
import {
  isOver,
  unlessControlling,
  writesAreLate,
  writesEndedTransaction,
  writesThrew,
} from '../../numbered-log/writes-failed.js'
import type { Session } from '../connections/session.js'
import { isOutage, storeFailureOf } from '../failure.js'

/** What a host writes on PostgreSQL. */
export type PostgresWrites = NonNullable<HostWrites['postgres']>

const ignore = (): void => undefined

/**
 * A transaction lent to a host: its questions, and the outage it met. A statement that fails aborts all of it, whoever
 * catches the error.
 */
type Lent = {
  readonly pending: Promise<void>[]
  isAborted: boolean
  outage: { readonly error: unknown } | null
  over: boolean
}

// Without it, a text without values may hold several statements. The types of the driver leave it out.
const oneStatement = (text: string, values: readonly unknown[]): QueryConfig => {
  const extended = { queryMode: 'extended' }
  return { text, values: [...values], ...extended }
}

const ask = async (
  lent: Lent,
  session: Session,
  text: string,
  values: readonly unknown[],
): Promise<readonly SqlRow[]> => {
  if (lent.over) throw isOver()
  unlessControlling(text)
  try {
    const { rows } = await session.query<SqlRow>(oneStatement(text, values))
    return rows
  } catch (error) {
    lent.isAborted = true
    if (isOutage(error)) lent.outage = { error }
    throw error
  }
}

const transactionOf = (lent: Lent, session: Session): PostgresTransaction =>
  Object.freeze({
    query: (text: string, values: readonly unknown[] = []) => {
      const answer = ask(lent, session, text, values)
      lent.pending.push(answer.then(ignore, ignore))
      return answer
    },
  })

/** Resolves with work, or rejects with `WritesFailed` at a moment of `performance.now()`. */
const before = async (deadline: number, work: Promise<void>): Promise<void> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    const milliseconds = Math.min(longestTimer, Math.max(0, deadline - performance.now()))
    timer = setTimeout(() => reject(failureError(writesAreLate)), milliseconds)
  })
  try {
    await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

const write = async (
  lent: Lent,
  session: Session,
  writes: PostgresWrites,
  rows: readonly Row[],
): Promise<StoreFailure | null> => {
  try {
    await writes(transactionOf(lent, session), rows.map(recordedFrom))
    return null
  } catch (error) {
    const failure = storeFailureOf(error)
    return failure.error === 'StoreFull' ? failure : writesThrew(error)
  } finally {
    lent.over = true
    await Promise.all(lent.pending)
  }
}

/**
 * Lets a host write beside events that were just inserted, until a moment of `performance.now()`; returns why that
 * failed, `null` when it did not. Throws when the time is over or the connection is lost.
 */
export const failureOfWrites = async (
  session: Session,
  writes: PostgresWrites,
  rows: readonly Row[],
  deadline: number,
): Promise<StoreFailure | null> => {
  const lent: Lent = { pending: [], isAborted: false, outage: null, over: false }
  let failure: StoreFailure | null = null
  const working = write(lent, session, writes, rows).then((result) => {
    failure = result
  })
  try {
    await before(deadline, working)
  } finally {
    lent.over = true
    working.catch(ignore)
  }
  if (lent.outage !== null) throw lent.outage.error
  return failure ?? (lent.isAborted ? writesEndedTransaction : null)
}
