import { randomUUID } from 'node:crypto'
import type { StoreFailure } from '@clientele/domain'
import { isRight } from 'fp-ts/lib/Either.js'
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js'
import { map, type ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import * as t from 'io-ts'
import type { EsdbJson, EsdbProposed, EsdbRecorded } from './client.js'
import { layersOf } from './layers.js'
import type { Open } from './open.js'
import { packed } from './packing.js'
import { type Plan, planOf, writesIn } from './plan.js'
import { streamFrom } from './raw.js'
import { appendAnyhow, type Write } from './writing.js'

/** Where batches for several streams are noted before they are written; never shown by the port. */
export const intentStream: string = 'clienteleIntents'

/** A batch for several streams: what its id is, and everything that has to be there in the end. */
export type Intent = { readonly id: string; readonly plan: Plan }

const isJson = (value: unknown): value is string => {
  try {
    return typeof value === 'string' && JSON.parse(value) !== undefined
  } catch {
    return false
  }
}

const JsonText = new t.Type<string, string, unknown>(
  'JSON',
  isJson,
  (value, context) => (isJson(value) ? t.success(value) : t.failure(value, context)),
  (value) => value,
)

// Data is noted as text: any JSON comes back as it was.
const Noted = t.type({ id: t.string, type: t.string, data: JsonText, metadata: t.record(t.string, t.string) })
type Noted = t.TypeOf<typeof Noted>

const noted = ({ id, type, data, metadata }: EsdbProposed): Noted => ({
  id,
  type,
  data: JSON.stringify(data),
  metadata,
})

const proposed = ({ data, ...rest }: Noted): EsdbProposed => ({
  ...rest,
  contentType: 'application/json',
  data: JSON.parse(data),
})

const filled = <A>(codec: t.Type<A>): t.Type<ReadonlyNonEmptyArray<A>> => {
  const list = t.readonlyArray(codec)
  return new t.Type(
    'filled list',
    (value): value is ReadonlyNonEmptyArray<A> => list.is(value) && isNonEmpty(value),
    (value, context) => {
      const values = list.decode(value)
      if (!isRight(values)) return values
      return isNonEmpty(values.right) ? t.success(values.right) : t.failure(value, context)
    },
    (values) => values,
  )
}

const NotedWrite = t.type({
  stream: t.string,
  expected: t.union([t.number, t.literal('noStream')]),
  events: filled(Noted),
})
/** A write as it is noted. */
export type NotedWrite = t.TypeOf<typeof NotedWrite>

// A large intent is noted in several events, each of which says which it is and of how many.
const Intended = t.intersection([
  t.type({ writes: filled(NotedWrite) }),
  t.partial({ intent: t.string, part: t.number, of: t.number }),
])

const notedWrite = ({ stream, expected, events }: Write): NotedWrite => ({
  stream,
  expected,
  events: map(noted)(events),
})

const writeFrom = ({ stream, expected, events }: NotedWrite): Write => ({
  stream,
  expected,
  events: map(proposed)(events),
})

const Finished = t.type({ intent: t.string })

const note = (id: string, type: string, data: EsdbJson): EsdbProposed => ({
  id,
  type,
  contentType: 'application/json',
  data,
  metadata: {},
})

const intendedType = 'AppendIntended'
const finishedType = 'AppendFinished'

/** An intent to carry out a plan. */
export const intentFor = (plan: Plan): Intent => ({ id: randomUUID(), plan })

// A server takes 1 MiB by default; text within text grows.
const mostInNote = 512 * 1024

const bytesOf = (write: NotedWrite): number => Buffer.byteLength(JSON.stringify(write))

/** An intent in notes that a server takes. */
const notesOf = ({ id, plan }: Intent): readonly EsdbProposed[] => {
  const pages = packed(map(notedWrite)(writesIn(plan)), mostInNote, bytesOf)
  if (pages.length === 1) return [note(id, intendedType, { writes: [...pages[0]] })]
  return pages.map((page, part) =>
    note(randomUUID(), intendedType, { intent: id, part, of: pages.length, writes: [...page] }),
  )
}

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

type Intended = t.TypeOf<typeof Intended>

/** Some notes of one intent, and when the last of them was seen (`performance.now()`). */
export type PartsNoted = { readonly parts: Map<number, readonly NotedWrite[]>; readonly since: number }

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
