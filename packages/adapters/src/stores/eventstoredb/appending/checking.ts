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
import { isRegisterEvent, placeIn } from '../log/stored.js'
import type { OpenStore } from '../open.js'
import type { Tail } from '../tail/tail.js'
import { onlyForeignEvents } from '../writing/foreign-events.js'
import { type Guard, isSingleWrite, type Work } from './work.js'

const lastRevisionOf = async (open: OpenStore, tail: Tail, stream: StreamName): Promise<Expected> =>
  tail.standOf(stream) ?? tail.learn(stream, () => lastRevision(open, stream))

const findChangedStream = async (
  open: OpenStore,
  tail: Tail,
  stands: readonly Unchanged[],
): Promise<ConcurrencyConflict | null> => {
  const actual = await Promise.all(stands.map(({ stream }) => lastRevisionOf(open, tail, stream)))
  for (const [index, stand] of stands.entries()) {
    const revision = actual[index] ?? 'noStream'
    const { stream, revision: expected } = stand
    if (revision !== expected && !(await onlyForeignEvents(open, { stream, expected }, revision)))
      return streamConflict(stand, revision)
  }
  return null
}

const earliestPlace = (guards: readonly Guard[]): Place =>
  guards.reduce<Place>((first, { after }) => {
    if (first === 'start' || after === 'start') return 'start'
    return isAfter(first, after) ? after : first
  }, guards[0]?.after ?? 'start')

const isJoined = (event: EsdbRecorded, { index, key, after }: Guard): boolean =>
  isAfter(placeIn(event), after) && isRegisterEvent(event) && joins({ index, key }, event.type, () => event.data)

const findJoinedAmong = (events: readonly EsdbRecorded[], guards: readonly Guard[]): ConcurrencyConflict | null => {
  for (const event of events) {
    const joined = guards.find((guard) => isJoined(event, guard))
    if (joined !== undefined) return joinConflict({ ...joined, position: null })
  }
  return null
}

const findJoinedKey = async (
  open: OpenStore,
  tail: Tail,
  guards: readonly Guard[],
): Promise<ConcurrencyConflict | null> => {
  if (guards.length === 0) return null
  const known = tail.since(earliestPlace(guards))
  if (known !== null)
    return findJoinedAmong(
      known.map(({ event }) => event),
      guards,
    )
  for await (const page of logAfter(open, earliestPlace(guards))) {
    const conflict = findJoinedAmong(page, guards)
    if (conflict !== null) return conflict
  }
  return null
}

// The server itself checks a single write. If other streams or guards are checked, the written stream is checked too:
// so an append that must fail is not started, and every store reports the same stream first.
const expectedToCheck = (work: Work): readonly Unchanged[] =>
  isSingleWrite(work) && work.unchanged.length === 0 && work.guards.length === 0 ? [] : work.expected

const findAmong = async (
  open: OpenStore,
  stands: readonly Unchanged[],
  guards: readonly Guard[],
): Promise<ConcurrencyConflict | null> => {
  const tail = await open.logTail.look()
  return (await findChangedStream(open, tail, stands)) ?? (await findJoinedKey(open, tail, guards))
}

/** The first conflict that can be seen right before the append, or `null`; at once if there is nothing to check. */
export const findConflict = (open: OpenStore, work: Work): Promise<ConcurrencyConflict | null> | null => {
  const stands = expectedToCheck(work)
  return stands.length === 0 && work.guards.length === 0 ? null : findAmong(open, stands, work.guards)
}
