import {
  type ConcurrencyConflict,
  type Expected,
  joinConflict,
  joins,
  type StreamName,
  streamConflict,
  type Unchanged,
} from '@clientele/domain'
import type { EsdbRecorded } from '../client/client.js'
import { isAfter, type Place } from '../log/position.js'
import { lastRevision, logAfter } from '../log/raw.js'
import { isOurs, placeIn } from '../log/stored.js'
import type { Open } from '../open.js'
import type { Tail } from '../tail/tail.js'
import { onlyStrangersCame } from '../writing/strangers.js'
import { type Guard, isLone, type Work } from './work.js'

const standOf = async (open: Open, tail: Tail, stream: StreamName): Promise<Expected> =>
  tail.standOf(stream) ?? tail.learn(stream, () => lastRevision(open, stream))

const movedIn = async (open: Open, tail: Tail, stands: readonly Unchanged[]): Promise<ConcurrencyConflict | null> => {
  const actual = await Promise.all(stands.map(({ stream }) => standOf(open, tail, stream)))
  for (const [index, stand] of stands.entries()) {
    const revision = actual[index] ?? 'noStream'
    const { stream, revision: expected } = stand
    if (revision !== expected && !(await onlyStrangersCame(open, { stream, expected }, revision)))
      return streamConflict(stand, revision)
  }
  return null
}

const earliest = (guards: readonly Guard[]): Place =>
  guards.reduce<Place>((first, { after }) => {
    if (first === 'start' || after === 'start') return 'start'
    return isAfter(first, after) ? after : first
  }, guards[0]?.after ?? 'start')

const isJoined = (event: EsdbRecorded, { index, key, after }: Guard): boolean =>
  isAfter(placeIn(event), after) && isOurs(event) && joins({ index, key }, event.type, () => event.data)

const joinedAmong = (events: readonly EsdbRecorded[], guards: readonly Guard[]): ConcurrencyConflict | null => {
  for (const event of events) {
    const joined = guards.find((guard) => isJoined(event, guard))
    if (joined !== undefined) return joinConflict({ ...joined, position: null })
  }
  return null
}

const joinedIn = async (open: Open, tail: Tail, guards: readonly Guard[]): Promise<ConcurrencyConflict | null> => {
  if (guards.length === 0) return null
  const known = tail.since(earliest(guards))
  if (known !== null)
    return joinedAmong(
      known.map(({ event }) => event),
      guards,
    )
  for await (const page of logAfter(open, earliest(guards))) {
    const conflict = joinedAmong(page, guards)
    if (conflict !== null) return conflict
  }
  return null
}

// A single write is checked by the server itself. Where more is to be looked at, its stream is too: what is known to
// fail is not begun, and every store names the same stream first.
const standsOf = (work: Work): readonly Unchanged[] =>
  isLone(work) && work.unchanged.length === 0 && work.guards.length === 0 ? [] : work.expected

/** What has moved, as far as can be seen right before the append. */
export const conflictIn = async (open: Open, work: Work): Promise<ConcurrencyConflict | null> => {
  const stands = standsOf(work)
  if (stands.length === 0 && work.guards.length === 0) return null
  const tail = await open.looks.look()
  return (await movedIn(open, tail, stands)) ?? (await joinedIn(open, tail, work.guards))
}
