import { randomUUID } from 'node:crypto'
import type { StoreFailure } from '@clientele/domain'
import { isRight } from 'fp-ts/lib/Either.js'
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js'
import { map, type ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import * as t from 'io-ts'
import type { EsdbJson, EsdbProposed, EsdbRecorded } from './client.js'
import type { Open } from './open.js'
import { streamFrom } from './raw.js'
import { appendAnyhow, type Write } from './writing.js'

/** Where batches for several streams are noted before they are written; never shown by the port. */
export const intentStream: string = 'clienteleIntents'

/** A batch for several streams: what its id is, and everything that has to be there in the end. */
export type Intent = { readonly id: string; readonly writes: ReadonlyNonEmptyArray<Write> }

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

const Intended = t.type({
  writes: filled(
    t.type({
      stream: t.string,
      expected: t.union([t.number, t.literal('noStream')]),
      events: filled(Noted),
    }),
  ),
})

type NotedWrite = t.TypeOf<typeof Intended>['writes'][number]

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

/** An intent for some writes. */
export const intentFor = (writes: Intent['writes']): Intent => ({ id: randomUUID(), writes })

/** Notes what is going to be written. */
export const announce = (open: Open, { id, writes }: Intent): Promise<StoreFailure | null> =>
  appendAnyhow(open, intentStream, [note(id, intendedType, Intended.encode({ writes: map(notedWrite)(writes) }))])

/** Notes that everything is there, or that nothing will be. When that fails it is done again, without harm. */
export const settle = async (open: Open, { id }: Intent): Promise<void> => {
  open.unfinished.delete(id)
  await appendAnyhow(open, intentStream, [note(randomUUID(), finishedType, { intent: id })])
}

const noteIntended = (open: Open, event: EsdbRecorded): void => {
  const intended = Intended.decode(event.data)
  if (!isRight(intended) || open.unfinished.has(event.id)) return
  open.unfinished.set(event.id, {
    intent: { id: event.id, writes: map(writeFrom)(intended.right.writes) },
    since: performance.now(),
  })
}

const noteFinished = (open: Open, event: EsdbRecorded): void => {
  const finished = Finished.decode(event.data)
  if (isRight(finished)) open.unfinished.delete(finished.right.intent)
}

/** Remembers the intents among what was read, and forgets those that are finished. */
export const noteIntents = (open: Open, page: readonly EsdbRecorded[]): void => {
  for (const event of page) {
    if (event.streamId !== intentStream) continue
    if (event.type === intendedType) noteIntended(open, event)
    if (event.type === finishedType) noteFinished(open, event)
  }
}

/** Reads all intents there are; gives the revision after the last, and how many were read. */
export const readIntents = async (open: Open): Promise<{ readonly next: number; readonly count: number }> => {
  let [next, count] = [0, 0]
  for await (const page of streamFrom(open, intentStream, 0)) {
    noteIntents(open, page)
    next = Number(page.at(-1)?.revision ?? -1) + 1
    count += page.length
  }
  return { next, count }
}
