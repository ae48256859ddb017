import { randomUUID } from 'node:crypto'
import { isRight } from 'fp-ts/lib/Either.js'
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js'
import { map, type ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import * as t from 'io-ts'
import type { EsdbJson, EsdbProposed } from '../client/client.js'
import { packed } from '../writing/packing.js'
import { type Plan, writesIn } from '../writing/plan.js'
import type { Write } from '../writing/write.js'

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
export const Intended = t.intersection([
  t.type({ writes: filled(NotedWrite) }),
  t.partial({ intent: t.string, part: t.number, of: t.number }),
])
export type Intended = t.TypeOf<typeof Intended>

const notedWrite = ({ stream, expected, events }: Write): NotedWrite => ({
  stream,
  expected,
  events: map(noted)(events),
})

export const writeFrom = ({ stream, expected, events }: NotedWrite): Write => ({
  stream,
  expected,
  events: map(proposed)(events),
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

/** An intent to carry out a plan. */
export const intentFor = (plan: Plan): Intent => ({ id: randomUUID(), plan })

// A server takes 1 MiB by default; text within text grows.
const mostInNote = 512 * 1024

const bytesOf = (write: NotedWrite): number => Buffer.byteLength(JSON.stringify(write))

/** An intent in notes that a server takes. */
export const notesOf = ({ id, plan }: Intent): readonly EsdbProposed[] => {
  const pages = packed(map(notedWrite)(writesIn(plan)), mostInNote, bytesOf)
  if (pages.length === 1) return [note(id, intendedType, { writes: [...pages[0]] })]
  return pages.map((page, part) =>
    note(randomUUID(), intendedType, { intent: id, part, of: pages.length, writes: [...page] }),
  )
}

/** Some notes of one intent, and when the last of them was seen (`performance.now()`). */
export type PartsNoted = { readonly parts: Map<number, readonly NotedWrite[]>; readonly since: number }
