import { type Instant, joinConflict, type StoreFailure, streamConflict } from '@clientele/domain'
import { left, right } from 'fp-ts/lib/Either.js'
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js'
import type { After } from '../../../log/position.js'
import { systemClock } from '../../../timing/clock.js'
import { rowsOf } from '../../numbered-log/appended.js'
import type { Answer } from '../../numbered-log/group-commit.js'
import type { Row } from '../../numbered-log/recorded.js'
import type { SerializedBatch } from '../../numbered-log/serialized.js'
import type { Connections } from '../connections/connections.js'
import { storeFailureOf } from '../failure.js'
import { digestsOf, type Layout, valuesOf } from './group-rows.js'

type Refusal =
  | readonly [owner: number, reason: 'known', position: number]
  | readonly [owner: number, reason: 'moved', nr: number, actual: number]
  | readonly [owner: number, reason: 'joined', nr: number]

/**
 * The result of a group: the last position before it, its recording time, and which of its batches were refused why.
 */
export type Verdict = { readonly last: number; readonly at: Instant; readonly refused: readonly Refusal[] }

/** Reads rows from a position (inclusive) on. */
export type ReadRows = (position: number, count: number) => Promise<readonly Row[]>

/** Where and how a group is appended. */
export type Destination = {
  readonly connections: Connections
  /** The quoted name of the schema. */
  readonly schema: string
  /** Gives the recording time of events; `null`: the server's clock. */
  readonly clock: (() => Instant) | null
  /** How far `clock` may be ahead of the server, or the server ahead of this machine, in milliseconds. */
  readonly maxClockSkew: number
  /** How long to wait for other writers, in milliseconds. */
  readonly patience: number
  readonly read: ReadRows
}

const parameters = Array.from({ length: 20 }, (_, index) => `$${index + 1}`).join()

const nothingKnown: After = { number: 0, eventId: null }

// All batches of a group come from one reader of the log: the highest position that one has read covers the others.
const latestKnown = (group: readonly SerializedBatch[]): After =>
  group.reduce((most, { after }) => (after.eventId !== null && after.number > most.number ? after : most), nothingKnown)

// Longer than any log; PostgreSQL has no infinite interval before version 17.
const longestSkew = 1e15

const skewOf = ({ maxClockSkew }: Destination): string | null =>
  maxClockSkew < longestSkew ? `${Math.max(0, Math.ceil(maxClockSkew))} milliseconds` : null

/** Sends a statement. */
type Ask = Connections['ask']

/** Appends a group over `ask`; `null` if the log lacks the event that the group has read last. */
export const appendVerdict = async (to: Destination, layout: Layout, ask: Ask): Promise<Verdict | null> => {
  const { number, eventId } = latestKnown(layout.group)
  const values = [
    ...valuesOf(layout),
    to.clock?.() ?? null,
    `${Math.max(1, Math.ceil(to.patience))}ms`,
    systemClock(),
    skewOf(to),
    digestsOf(layout),
    number,
    eventId,
  ]
  const text = `select ${to.schema}.append(${parameters})
    where $22::uuid is null or exists (select from ${to.schema}.events e where e.position = $21 and e.id = $22)`
  const [row] = await ask({ isPrepared: true, text, values })
  return row === undefined ? null : (JSON.parse(row[0] ?? '') as Verdict)
}

const failure = (problem: StoreFailure): Answer => left(problem)

const conflictOf = ({ expectations, guards }: Layout, [, reason, nr, actual = -1]: Refusal): StoreFailure => {
  const stand = expectations[nr - 1]?.value
  const guard = guards[nr]?.value
  if (reason === 'moved' && stand !== undefined) return streamConflict(stand, actual === -1 ? 'noStream' : actual)
  if (reason === 'joined' && guard !== undefined) return joinConflict({ ...guard, position: null })
  return storeFailureOf(null)
}

const answerRefusal = async (to: Destination, layout: Layout, refusal: Refusal): Promise<Answer> => {
  const [owner, reason, position] = refusal
  if (reason !== 'known') return failure(conflictOf(layout, refusal))
  const rows = await to.read(position, layout.group[owner]?.events.length ?? 0)
  return isNonEmpty(rows) ? right(rows) : failure(storeFailureOf(null))
}

/** The answers for a group after its commit. */
export const answersOf = async (to: Destination, layout: Layout, verdict: Verdict): Promise<readonly Answer[]> => {
  const refusals = new Map(verdict.refused.map((refusal) => [refusal[0], refusal]))
  const answers: Answer[] = []
  let last = verdict.last
  for (const [owner, batch] of layout.group.entries()) {
    const refusal = refusals.get(owner)
    answers.push(
      refusal === undefined ? right(rowsOf(batch, last, verdict.at)) : await answerRefusal(to, layout, refusal),
    )
    if (refusal === undefined) last += batch.events.length
  }
  return answers
}
