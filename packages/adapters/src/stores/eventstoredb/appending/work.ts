import type {
  AppendBatch,
  AppendRefused,
  NoneSince,
  RecordedEvent,
  StoreUnreadable,
  StreamName,
  Unchanged,
} from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { Ord as numerically } from 'fp-ts/lib/number.js'
import { contramap } from 'fp-ts/lib/Ord.js'
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js'
import { flatten, map, type ReadonlyNonEmptyArray, sort } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import { type SerializedBatch, type SerializedEvent, serializeBatch } from '../../numbered-log/serialized.js'
import { sealStream } from '../chain/notes.js'
import { checkpointPrefix } from '../checkpoints.js'
import type { EsdbProposed } from '../client/client.js'
import { intentStream } from '../intents/intent.js'
import { namesUnder } from '../log/names.js'
import { type Place, placeOf } from '../log/position.js'
import { proposedFrom, shapeOf } from '../log/stored.js'
import { layersOf, type Writes } from '../writing/layers.js'
import { divideIntoParts } from '../writing/parts.js'
import { type Plan, planOf } from '../writing/plan.js'
import type { Write } from '../writing/write.js'

/** A key that was looked up: no stream may have been added to it after a place in the log. */
export type Guard = Pick<NoneSince, 'index' | 'key'> & { readonly after: Place }

/** A batch to append, validated and copied. */
export type Work = {
  readonly writes: Writes
  readonly plan: Plan
  /** The expected revisions: first of the streams that are written, then of those that were read. */
  readonly expected: readonly Unchanged[]
  readonly unchanged: readonly Unchanged[]
  readonly guards: readonly Guard[]
}

const isReserved = (stream: StreamName): boolean =>
  stream.startsWith('$') ||
  namesUnder(null).here(stream) === null ||
  stream.startsWith(checkpointPrefix) ||
  stream === intentStream ||
  stream === sealStream

const refused = (problem: string): Either<AppendRefused, never> => left({ error: 'AppendRefused', problem })

const problemOf = ({ writes }: AppendBatch, { events }: SerializedBatch): string | null => {
  if (writes.some(({ stream }) => isReserved(stream))) return 'The name of the stream is reserved.'
  return events.some(({ type }) => type.startsWith('$')) ? 'Event types that begin with $ are reserved.' : null
}

const guardsOf = (noneSince: readonly NoneSince[]): Either<StoreUnreadable, readonly Guard[]> => {
  const guards: Guard[] = []
  for (const { index, key, position } of noneSince) {
    const place = placeOf(position)
    if (isLeft(place)) return place
    guards.push({ index, key, after: place.right })
  }
  return right(guards)
}

const createPropose = (serialized: SerializedBatch): ((event: SerializedEvent) => EsdbProposed) => {
  const shape = shapeOf(serialized)
  const counts = new Map<string, number>()
  for (const { parsed } of serialized.events) {
    const { commandId } = parsed.metadata
    counts.set(commandId, (counts.get(commandId) ?? 0) + 1)
  }
  return (event) => proposedFrom(event, { count: counts.get(event.parsed.metadata.commandId) ?? 1, shape })
}

const writesOf = (batch: AppendBatch, serialized: SerializedBatch): Writes => {
  const proposed = map(createPropose(serialized))
  let next = 0
  return map(({ stream, expected, events: { length } }: AppendBatch['writes'][number]): Write => {
    const own = serialized.events.slice(next, next + length)
    next += length
    return { stream, expected, events: proposed(isNonEmpty(own) ? own : serialized.events) }
  })(batch.writes)
}

/** Prepares a batch, or returns why it is invalid for every store or for this one. */
export const workOf = (batch: AppendBatch): Either<AppendRefused | StoreUnreadable, Work> => {
  const serialized = serializeBatch({ ...batch, noneSince: [], after: null })
  if (isLeft(serialized)) return serialized
  const problem = problemOf(batch, serialized.right)
  if (problem !== null) return refused(problem)
  const guards = guardsOf(batch.noneSince)
  if (isLeft(guards)) return guards
  const { expected } = serialized.right
  const unchanged = expected.slice(expected.length - batch.unchanged.length)
  const writes = writesOf(batch, serialized.right)
  return right({
    writes,
    plan: planOf(divideIntoParts(layersOf(writes), serialized.right)),
    expected,
    unchanged,
    guards: guards.right,
  })
}

const eventsIn = ({ events }: Write): Write['events'] => events

/** The events of a batch, in order. */
export const eventsOf = ({ writes }: Work): Write['events'] => flatten(map(eventsIn)(writes))

/** Sorts stored events into the order of their batch. */
export const sortByBatch = (
  work: Work,
  events: ReadonlyNonEmptyArray<RecordedEvent>,
): ReadonlyNonEmptyArray<RecordedEvent> => {
  const ordinals = new Map(eventsOf(work).map(({ id }, ordinal) => [id, ordinal]))
  return sort(contramap(({ id }: RecordedEvent) => ordinals.get(id) ?? 0)(numerically))(events)
}

/** Whether a batch is one write to one stream, which is all or nothing on every server. */
export const isSingleWrite = ({ plan }: Work): boolean => plan.layers.length === 0
