import { type ConcurrencyConflict, joinConflict, streamConflict, type Unchanged } from '@clientele/domain'
import { joins } from '../event-log/verdict.js'
import type { EsdbRecorded } from './client.js'
import type { Open } from './open.js'
import { isAfter, type Place } from './position.js'
import { lastRevision, logAfter } from './raw.js'
import { placeIn, recordedFrom } from './stored.js'
import type { Guard, Work } from './work.js'

const movedIn = async (open: Open, stands: readonly Unchanged[]): Promise<ConcurrencyConflict | null> => {
  const actual = await Promise.all(stands.map(({ stream }) => lastRevision(open, stream)))
  for (const [index, stand] of stands.entries()) {
    const revision = actual[index] ?? 'noStream'
    if (revision !== stand.revision) return streamConflict(stand, revision)
  }
  return null
}

const earliest = (guards: readonly Guard[]): Place =>
  guards.reduce<Place>((first, { after }) => {
    if (first === 'start' || after === 'start') return 'start'
    return isAfter(first, after) ? after : first
  }, guards[0]?.after ?? 'start')

const isJoined = (event: EsdbRecorded, { index, key, after }: Guard): boolean =>
  isAfter(placeIn(event), after) &&
  recordedFrom(event) !== null &&
  joins({ index, key, after: 0 }, event.type, () => event.data)

const joinedIn = async (open: Open, guards: readonly Guard[]): Promise<ConcurrencyConflict | null> => {
  if (guards.length === 0) return null
  for await (const page of logAfter(open, earliest(guards)))
    for (const event of page) {
      const joined = guards.find((guard) => isJoined(event, guard))
      if (joined !== undefined) return joinConflict({ ...joined, position: null })
    }
  return null
}

// A single write is checked by the server itself. Where more is to be looked at, its stream is too: what is known to
// fail is not begun, and every store names the same stream first.
const standsOf = ({ writes, expected, unchanged, guards }: Work): readonly Unchanged[] =>
  writes.length === 1 && unchanged.length === 0 && guards.length === 0 ? [] : expected

/** What has moved, as far as can be seen right before the append. */
export const conflictIn = async (open: Open, work: Work): Promise<ConcurrencyConflict | null> =>
  (await movedIn(open, standsOf(work))) ?? (await joinedIn(open, work.guards))
