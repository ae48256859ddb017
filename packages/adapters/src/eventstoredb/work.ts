import type { AppendBatch, AppendRefused, NoneSince, StoreUnreadable, StreamName, Unchanged } from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js'
import { flatten, group, map, type ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import { type SealedBatch, type SealedEvent, sealedBatch } from '../stores/numbered-log/serialized.js'
import { checkpointPrefix } from './checkpoints.js'
import { intentStream } from './intents.js'
import { namesUnder } from './names.js'
import { inParts } from './parts.js'
import { type Place, placeOf } from './position.js'
import { proposedFrom, shapeOf } from './stored.js'
import type { Write } from './writing.js'

/** A looked-up key nobody may have joined behind a place. */
export type Guard = Pick<NoneSince, 'index' | 'key'> & { readonly after: Place }

/** A batch to append, checked and copied. */
export type Work = {
  readonly writes: ReadonlyNonEmptyArray<Write>
  /** Where the streams must stand: first those written to, then those read. */
  readonly expected: readonly Unchanged[]
  readonly unchanged: readonly Unchanged[]
  readonly guards: readonly Guard[]
}

const reserved = (stream: StreamName): boolean =>
  stream.startsWith('$') ||
  namesUnder(null).here(stream) === null ||
  stream.startsWith(checkpointPrefix) ||
  stream === intentStream

const refused = (problem: string): Either<AppendRefused, never> => left({ error: 'AppendRefused', problem })

const problemOf = ({ writes }: AppendBatch, { events }: SealedBatch): string | null => {
  if (writes.some(({ stream }) => reserved(stream))) return 'The name of the stream is reserved.'
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

const eventsIn = ({ events }: Write): Write['events'] => events

const writesOf = (batch: AppendBatch, sealed: SealedBatch): Work['writes'] => {
  const company = { count: sealed.events.length, shape: shapeOf(sealed) }
  const proposed = map((event: SealedEvent) => proposedFrom(event, company))
  let next = 0
  return map(({ stream, expected, events: { length } }: AppendBatch['writes'][number]): Write => {
    const own = sealed.events.slice(next, next + length)
    next += length
    return { stream, expected, events: proposed(isNonEmpty(own) ? own : sealed.events) }
  })(batch.writes)
}

/** Writes to one stream that follow each other are one: the server takes them, or knows them again, as a whole. */
const joined = (writes: Work['writes']): Work['writes'] => {
  const isNext = (one: Write, other: Write): boolean => one.stream === other.stream
  return map((run: ReadonlyNonEmptyArray<Write>): Write => ({ ...run[0], events: flatten(map(eventsIn)(run)) }))(
    group({ equals: isNext })(writes),
  )
}

/** What a batch asks for, or why no store, or not this one, may take it. */
export const workOf = (batch: AppendBatch): Either<AppendRefused | StoreUnreadable, Work> => {
  const sealed = sealedBatch({ ...batch, noneSince: [], after: null })
  if (isLeft(sealed)) return sealed
  const problem = problemOf(batch, sealed.right)
  if (problem !== null) return refused(problem)
  const guards = guardsOf(batch.noneSince)
  if (isLeft(guards)) return guards
  const { expected } = sealed.right
  const unchanged = expected.slice(expected.length - batch.unchanged.length)
  return right({
    writes: inParts(joined(writesOf(batch, sealed.right)), sealed.right),
    expected,
    unchanged,
    guards: guards.right,
  })
}
