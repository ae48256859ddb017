import { randomUUID } from 'node:crypto'
import type { StoreFailure } from '@clientele/domain'
import { isRight } from 'fp-ts/lib/Either.js'
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js'
import type { EsdbRecorded } from '../client/client.js'
import { streamFrom } from '../log/raw.js'
import type { Open } from '../open.js'
import { layersOf } from '../writing/layers.js'
import { planOf } from '../writing/plan.js'
import { appendAnyhow } from '../writing/writing.js'
import {
  Finished,
  finishedType,
  Intended,
  type Intent,
  intendedType,
  intentStream,
  type NotedWrite,
  note,
  notesOf,
  writeFrom,
} from './intent.js'

/** Notes what is going to be written; nobody does it before all of it is noted. */
export const announce = async (open: Open, intent: Intent): Promise<StoreFailure | null> => {
  for (const one of notesOf(intent)) {
    const failure = await appendAnyhow(open, intentStream, [one])
    if (failure !== null) return failure
  }
  return null
}

/** Notes that everything is there, or that nothing will be. When that fails it is done again, without harm. */
export const settle = async (open: Open, { id }: Intent): Promise<void> => {
  open.unfinished.delete(id)
  await appendAnyhow(open, intentStream, [note(randomUUID(), finishedType, { intent: id })])
}

// The writes of an intent, once all of its notes have been seen.
const wholeOf = (
  { noted: seen }: Open,
  id: string,
  { part = 0, of = 1, writes }: Intended,
): readonly NotedWrite[] | null => {
  if (of === 1) return writes
  const { parts } = seen.get(id) ?? { parts: new Map<number, readonly NotedWrite[]>() }
  parts.set(part, writes)
  seen.set(id, { parts, since: performance.now() })
  if (parts.size < of) return null
  seen.delete(id)
  return [...parts].sort(([one], [other]) => one - other).flatMap(([, page]) => page)
}

const noteIntended = (open: Open, event: EsdbRecorded): void => {
  const intended = Intended.decode(event.data)
  if (!isRight(intended)) return
  const { intent: id = event.id } = intended.right
  if (open.unfinished.has(id)) return
  const writes = wholeOf(open, id, intended.right)?.map(writeFrom)
  if (writes !== undefined && isNonEmpty(writes))
    open.unfinished.set(id, { intent: { id, plan: planOf(layersOf(writes)) }, since: performance.now() })
}

const noteFinished = (open: Open, event: EsdbRecorded): void => {
  const finished = Finished.decode(event.data)
  if (isRight(finished)) open.unfinished.delete(finished.right.intent)
}

// The same is read by everybody who reads the log here.
const noteSeen = (notes: Open['notes'], revision: number): void => {
  if (revision < notes.next) return
  notes.next = revision + 1
  notes.count += 1
}

/** Remembers the intents among what was read, and forgets those that are finished. */
export const noteIntents = (open: Open, page: readonly EsdbRecorded[]): void => {
  for (const event of page) {
    if (event.streamId !== intentStream) continue
    noteSeen(open.notes, Number(event.revision))
    if (event.type === intendedType) noteIntended(open, event)
    if (event.type === finishedType) noteFinished(open, event)
  }
}

/** Reads all intents there are. */
export const readIntents = async (open: Open): Promise<void> => {
  for await (const page of streamFrom(open, intentStream, 0)) noteIntents(open, page)
}
