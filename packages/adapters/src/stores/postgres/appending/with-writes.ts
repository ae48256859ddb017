import { failureError, failureOf, type StoreFailure } from '@clientele/domain'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { longestTimer } from '../../../timing/longest-timer.js'
import { rowsOf } from '../../numbered-log/appended.js'
import { writesEndedTransaction, writesTouchedLog } from '../../numbered-log/writes-failed.js'
import { rowsOn } from '../connections/connections.js'
import type { Session } from '../connections/session.js'
import { lockUntilEnd } from '../locks.js'
import type { Layout } from './group-rows.js'
import { failureOfWrites, type PostgresWrites } from './host-writes.js'
import { appendVerdict, type Destination, type Verdict } from './verdict.js'

// Without timeouts, a process that hangs or a statement that never ends would keep the log locked for everyone.
const beginStatement = ({ patience }: Destination): string => {
  const milliseconds = Math.min(longestTimer, Math.max(1, Math.ceil(patience)))
  return `begin; set local statement_timeout = ${milliseconds};
    set local idle_in_transaction_session_timeout = ${milliseconds}`
}

const lastPosition = async (session: Session, { schema }: Destination): Promise<number> => {
  const text = `select coalesce(max(e.position), 0) from ${schema}.events e`
  const [row] = await rowsOn(session, { text, values: [] })
  return Number(row?.[0])
}

/** Runs the host's writes for each batch that was not refused; returns the first failure, or `null`. */
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
  // If a statement failed, even if the host caught the error, PostgreSQL answers `commit` with a rollback.
  const { command } = await session.query('commit')
  return command === 'COMMIT' ? right(verdict) : left(writesEndedTransaction)
}

const appendWithWrites = async (session: Session, to: Destination, layout: Layout): Promise<Committed> => {
  await session.query(beginStatement(to))
  const verdict = await appendVerdict(to, layout, (statement) => rowsOn(session, statement))
  const failure = verdict === null ? null : await writeAll(session, to, layout, verdict)
  if (verdict !== null && failure === null) return commit(session, verdict)
  await session.query('rollback')
  return failure === null ? right(null) : left(failure)
}

/**
 * Appends a group and runs the host's writes in one transaction. Returns the verdict, `null` if the log lacks the event
 * that the group has read last, or the failure of the writes, after which nothing is appended. Retries if the
 * connection is lost: batches that were committed are recognized by their event ids, and the host's writes do not run
 * for them again.
 */
export const appendInTransaction = async (to: Destination, layout: Layout): Promise<Committed> => {
  try {
    return await to.connections.repeatable((session) => appendWithWrites(session, to, layout))
  } catch (error) {
    const failure = failureOf(error)
    if (failure?.error !== 'WritesFailed') throw error
    return left(failure)
  }
}

const writeOnce = async (session: Session, to: Destination, writes: PostgresWrites): Promise<void> => {
  await session.query(beginStatement(to))
  // Without the lock, one of two processes that create the same table at the same time would fail.
  await lockUntilEnd(session, to, { purpose: 'hostTables' })
  const failure = await failureOfWrites(session, writes, [], performance.now() + to.patience)
  if (failure !== null) throw failureError(failure)
  const { command } = await session.query('commit')
  if (command !== 'COMMIT') throw failureError(writesEndedTransaction)
}

/** Runs the host's writes in a separate transaction, without events. Throws errors that carry a `StoreFailure`. */
export const writeAlone = (to: Destination, writes: PostgresWrites): Promise<void> =>
  to.connections.repeatable((session) => writeOnce(session, to, writes))
