import { randomUUID } from 'node:crypto'
import { isRight } from 'fp-ts/lib/Either.js'
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js'
import { map, type ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import * as t from 'io-ts'
import type { EsdbJson, EsdbProposed } from '../client/client.js'
import { packBySize } from '../writing/packing.js'
import { type Plan, writesIn } from '../writing/plan.js'
import type { Write } from '../writing/write.js'

/** The stream that records batches for several streams before they are written; the port never shows it. */
export const intentStream: string = 'clienteleIntents'

/** A batch for several streams: its id, and all writes that must be done in the end. */
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

// Data is recorded as text, so that any JSON is read back unchanged.
const Noted = t.type({ id: t.string, type: t.string, data: JsonText, metadata: t.record(t.string, t.string) })
type Noted = t.TypeOf<typeof Noted>

const toNoted = ({ id, type, data, metadata }: EsdbProposed): Noted => ({
  id,
  type,
  data: JSON.stringify(data),
  metadata,
})

const toProposed = ({ data, ...rest }: Noted): EsdbProposed => ({
  ...rest,
  contentType: 'application/json',
  data: JSON.parse(data),
})

const nonEmptyList = <A>(codec: t.Type<A>): t.Type<ReadonlyNonEmptyArray<A>> => {
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
  events: nonEmptyList(Noted),
})
/** A write as recorded in an intent. */
export type NotedWrite = t.TypeOf<typeof NotedWrite>

// A large intent is recorded in several events, each with its part number and the number of parts.
export const Intended = t.intersection([
  t.type({ writes: nonEmptyList(NotedWrite) }),
  t.partial({ intent: t.string, part: t.number, of: t.number }),
])
export type Intended = t.TypeOf<typeof Intended>

const toNotedWrite = ({ stream, expected, events }: Write): NotedWrite => ({
  stream,
  expected,
  events: map(toNoted)(events),
})

export const writeFrom = ({ stream, expected, events }: NotedWrite): Write => ({
  stream,
  expected,
  events: map(toProposed)(events),
})

export const Finished = t.type({ intent: t.string })

export const note = (id: string, type: string, data: EsdbJson): EsdbProposed => ({
  id,
  type,
  contentType: 'application/json',
  data,
  metadata: {},
})

export const intendedType = 'AppendIntended'
export const finishedType = 'AppendFinished'

/** Creates an intent for a plan. */
export const intentFor = (plan: Plan): Intent => ({ id: randomUUID(), plan })

// A server accepts 1 MiB by default; JSON as text within JSON grows.
const maxNoteBytes = 512 * 1024

const bytesOf = (write: NotedWrite): number => Buffer.byteLength(JSON.stringify(write))

/** The events that record an intent, each small enough for a server. */
export const notesOf = ({ id, plan }: Intent): readonly EsdbProposed[] => {
  const pages = packBySize(map(toNotedWrite)(writesIn(plan)), maxNoteBytes, bytesOf)
  if (pages.length === 1) return [note(id, intendedType, { writes: [...pages[0]] })]
  return pages.map((page, part) =>
    note(randomUUID(), intendedType, { intent: id, part, of: pages.length, writes: [...page] }),
  )
}

/** The parts of one intent seen so far, and when the last one was seen (`performance.now()`). */
export type PartsNoted = { readonly parts: Map<number, readonly NotedWrite[]>; readonly since: number }
