import { failureError, failureOf, type StoreFailure } from '@clientele/domain'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { longestTimer } from '../../../timing/longest-timer.js'
import { rowsOf } from '../../numbered-log/appended.js'
import { writesEndedTransaction, writesTouchedLog } from '../../numbered-log/writes-failed.js'
import { rowsOn } from '../connections/connections.js'
import type { Session } from '../connections/session.js'
import type { Layout } from '../layout.js'
import { limitLocks } from '../locks.js'
import { failureOfWrites, type PostgresWrites } from './host-writes.js'
import { type Destination, type Verdict, verdictOn } from './verdict.js'

// A process that stands still, or a statement that never ends, would keep the log locked for all others.
const beginFor = ({ patience }: Destination): string => {
  const milliseconds = Math.min(longestTimer, Math.max(1, Math.ceil(patience)))
  return `begin; set local statement_timeout = ${milliseconds};
    set local idle_in_transaction_session_timeout = ${milliseconds}`
}

const lastPosition = async (session: Session, { schema }: Destination): Promise<number> => {
  const text = `select coalesce(max(e.position), 0) from ${schema}.events e`
  const [row] = await rowsOn(session, { text, values: [] })
  return Number(row?.[0])
}

/** Lets the host write beside each append that was not refused; returns why one of them failed. */
const writeAll = async (
  session: Session,
  to: Destination,
  { group }: Layout,
  { last, at, refused }: Verdict,
): Promise<StoreFailure | null> => {
  const owners = new Set(refused.map(([owner]) => owner))
  const deadline = performance.now() + to.patience
  let position = last
  for (const [owner, batch] of group.entries()) {
    if (owners.has(owner)) continue
    const rows = rowsOf(batch, position, at)
    position += rows.length
    const writes = batch.hostWrites?.postgres
    const failure = writes === undefined ? null : await failureOfWrites(session, writes, rows, deadline)
    if (failure !== null) return failure
  }
  return position === last || (await lastPosition(session, to)) === position ? null : writesTouchedLog
}

type Committed = Either<StoreFailure, Verdict | null>

const commit = async (session: Session, verdict: Verdict): Promise<Committed> => {
  // A transaction in which a statement failed, whoever caught the error, is rolled back by this.
  const { command } = await session.query('commit')
  return command === 'COMMIT' ? right(verdict) : left(writesEndedTransaction)
}

const transact = async (session: Session, to: Destination, layout: Layout): Promise<Committed> => {
  await session.query(beginFor(to))
  const verdict = await verdictOn(to, layout, (statement) => rowsOn(session, statement))
  const failure = verdict === null ? null : await writeAll(session, to, layout, verdict)
  if (verdict !== null && failure === null) return commit(session, verdict)
  await session.query('rollback')
  return failure === null ? right(null) : left(failure)
}

/**
 * Appends a group and what the host writes beside it in one transaction: what became of it, `null` where the log does not
 * hold what the group knows, or why the writes failed and nothing was appended. Sent again where the connection is lost:
 * what was committed is known by its ids, and nothing is written beside it again.
 */
export const appendInTransaction = async (to: Destination, layout: Layout): Promise<Committed> => {
  try {
    return await to.connections.repeatable((session) => transact(session, to, layout))
  } catch (error) {
    const failure = failureOf(error)
    if (failure?.error !== 'WritesFailed') throw error
    return left(failure)
  }
}

const writeOnce = async (session: Session, to: Destination, writes: PostgresWrites): Promise<void> => {
  await session.query(beginFor(to))
  await limitLocks(session, to.patience)
  // Of two that make the same table at the same moment, one would fail.
  await session.query('select pg_advisory_xact_lock(hashtextextended($1, 2))', [`clientele ${to.schema}`])
  const failure = await failureOfWrites(session, writes, [], performance.now() + to.patience)
  if (failure !== null) throw failureError(failure)
  const { command } = await session.query('commit')
  if (command !== 'COMMIT') throw failureError(writesEndedTransaction)
}

/** Lets a host write in a transaction of its own, without events. Throws errors that carry a `StoreFailure`. */
export const writeAlone = (to: Destination, writes: PostgresWrites): Promise<void> =>
  to.connections.repeatable((session) => writeOnce(session, to, writes))
