import {
  failureError,
  type HostWrites,
  type PostgresTransaction,
  type SqlRow,
  type StoreFailure,
} from '@clientele/domain'
import type { QueryConfig } from 'pg'
import { atMost } from '../../../timing/at-most.js'
import { type Row, recordedFrom } from '../../numbered-log/recorded.js'
import {
  refuseTransactionControl,
  transactionOver,
  writesAreLate,
  writesEndedTransaction,
  writesThrew,
} from '../../numbered-log/writes-failed.js'
import type { Session } from '../connections/session.js'
import { isOutage, storeFailureOf } from '../failure.js'

/** The host's function that writes on PostgreSQL. */
export type PostgresWrites = NonNullable<HostWrites['postgres']>

const ignore = (): void => undefined

/**
 * The state of a transaction while the host uses it: its running queries and the outage it met. A statement that fails
 * aborts the whole transaction, even if the host catches the error.
 */
type LentTransaction = {
  readonly pending: Promise<void>[]
  isAborted: boolean
  outage: { readonly error: unknown } | null
  over: boolean
}

// Without `queryMode`, a query without values may contain several statements. The driver's types lack the option.
const oneStatement = (text: string, values: readonly unknown[]): QueryConfig => {
  const extended = { queryMode: 'extended' }
  return { text, values: [...values], ...extended }
}

const ask = async (
  lent: LentTransaction,
  session: Session,
  text: string,
  values: readonly unknown[],
): Promise<readonly SqlRow[]> => {
  if (lent.over) throw transactionOver()
  refuseTransactionControl(text)
  try {
    const { rows } = await session.query<SqlRow>(oneStatement(text, values))
    return rows
  } catch (error) {
    lent.isAborted = true
    if (isOutage(error)) lent.outage = { error }
    throw error
  }
}

const transactionOf = (lent: LentTransaction, session: Session): PostgresTransaction =>
  Object.freeze({
    query: (text: string, values: readonly unknown[] = []) => {
      const answer = ask(lent, session, text, values)
      lent.pending.push(answer.then(ignore, ignore))
      return answer
    },
  })

const runWrites = async (
  lent: LentTransaction,
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
 * Runs the host's writes for events that were just inserted, until a deadline (by `performance.now()`). Returns the
 * failure, or `null`. Throws at the deadline, and if the connection is lost.
 */
export const failureOfWrites = async (
  session: Session,
  writes: PostgresWrites,
  rows: readonly Row[],
  deadline: number,
): Promise<StoreFailure | null> => {
  const lent: LentTransaction = { pending: [], isAborted: false, outage: null, over: false }
  let failure: StoreFailure | null = null
  const working = runWrites(lent, session, writes, rows).then((result) => {
    failure = result
  })
  try {
    if (!(await atMost(deadline - performance.now(), working))) throw failureError(writesAreLate)
  } finally {
    lent.over = true
    working.catch(ignore)
  }
  if (lent.outage !== null) throw lent.outage.error
  return failure ?? (lent.isAborted ? writesEndedTransaction : null)
}
