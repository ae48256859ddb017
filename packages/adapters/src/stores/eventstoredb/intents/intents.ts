import { randomUUID } from 'node:crypto'
import type { StoreFailure } from '@clientele/domain'
import { isRight } from 'fp-ts/lib/Either.js'
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js'
import type { EsdbRecorded } from '../client/client.js'
import { streamFrom } from '../log/raw.js'
import type { OpenStore } from '../open.js'
import { layersOf } from '../writing/layers.js'
import { planOf } from '../writing/plan.js'
import { appendAtAnyRevision } from '../writing/writing.js'
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

/** Records an intent; writing starts only after all of its notes are stored. */
export const recordIntent = async (open: OpenStore, intent: Intent): Promise<StoreFailure | null> => {
  for (const one of notesOf(intent)) {
    const failure = await appendAtAnyRevision(open, intentStream, [one])
    if (failure !== null) return failure
  }
  return null
}

/** Records that an intent is done or given up. If that fails, the intent is completed again, which does no harm. */
export const recordFinished = async (open: OpenStore, { id }: Intent): Promise<void> => {
  open.unfinished.delete(id)
  await appendAtAnyRevision(open, intentStream, [note(randomUUID(), finishedType, { intent: id })])
}

// The writes of an intent, once all of its parts have been seen; else `null`.
const collectParts = (
  { noted: seen }: OpenStore,
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

const noteIntended = (open: OpenStore, event: EsdbRecorded): void => {
  const intended = Intended.decode(event.data)
  if (!isRight(intended)) return
  const { intent: id = event.id } = intended.right
  if (open.unfinished.has(id)) return
  const writes = collectParts(open, id, intended.right)?.map(writeFrom)
  if (writes !== undefined && isNonEmpty(writes))
    open.unfinished.set(id, { intent: { id, plan: planOf(layersOf(writes)) }, since: performance.now() })
}

const noteFinished = (open: OpenStore, event: EsdbRecorded): void => {
  const finished = Finished.decode(event.data)
  if (isRight(finished)) open.unfinished.delete(finished.right.intent)
}

// Several readers of this process read the same notes: each counts once.
const countNote = (notes: OpenStore['notes'], revision: number): void => {
  if (revision < notes.next) return
  notes.next = revision + 1
  notes.count += 1
}

/** Remembers the intents in a page, and forgets those that are finished. */
export const noteIntents = (open: OpenStore, page: readonly EsdbRecorded[]): void => {
  for (const event of page) {
    if (event.streamId !== intentStream) continue
    countNote(open.notes, Number(event.revision))
    if (event.type === intendedType) noteIntended(open, event)
    if (event.type === finishedType) noteFinished(open, event)
  }
}

/** Reads all intents. */
export const readIntents = async (open: OpenStore): Promise<void> => {
  for await (const page of streamFrom(open, intentStream, 0)) noteIntents(open, page)
}
