import type {
  Cancelled,
  EventStore,
  Instant,
  NewEvent,
  RecordedEvent,
  StoreFailure,
  StreamWrite,
} from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { flow } from 'fp-ts/lib/function.js'
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js'
import { chop, map, type ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import { ignoringErrors } from '../host/ignoring-errors.js'
import { storeFailure } from './store-failure.js'

/**
 * The store to copy events to; `at` sets its clock to the recording time of the next events. `digestOf` converts the
 * digests of commands, for a register with keyed digests.
 */
export type CopyTarget = {
  readonly store: EventStore
  at(instant: Instant): void
  digestOf?(digest: string): string
}

/** The number of events appended, and the number that the target already had. */
export type Copied = { readonly copied: number; readonly there: number }

/** `onProgress` is called with the number of events that the target has so far. */
export type CopyOptions = {
  readonly onProgress?: ((events: number) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

const maxGroupSize = 500

/** Whether an event was appended together with the one before it: such events are copied together. */
const belongsToGroup = (group: readonly RecordedEvent[], event: RecordedEvent): boolean => {
  const [first] = group
  return (
    first === undefined ||
    (group.length < maxGroupSize &&
      first.recordedAt === event.recordedAt &&
      first.metadata.commandId === event.metadata.commandId)
  )
}

const toNewEvent = ({ stream: _, revision: __, position: ___, recordedAt: ____, ...event }: RecordedEvent): NewEvent =>
  event

/** Divides events into runs on one stream, in order. */
const toRuns = (group: readonly RecordedEvent[]): readonly ReadonlyNonEmptyArray<RecordedEvent>[] =>
  isNonEmpty(group) ? chop<RecordedEvent, ReadonlyNonEmptyArray<RecordedEvent>>(takeRun)(group) : []

const takeRun = (
  events: ReadonlyNonEmptyArray<RecordedEvent>,
): [ReadonlyNonEmptyArray<RecordedEvent>, readonly RecordedEvent[]] => {
  const end = events.findIndex(({ stream }) => stream !== events[0].stream)
  const [run, rest] = end === -1 ? [events, []] : [events.slice(0, end), events.slice(end)]
  return [isNonEmpty(run) ? run : events, rest]
}

const withDigest =
  (digestOf: (digest: string) => string) =>
  (event: NewEvent): NewEvent => {
    const { digest } = event.metadata
    return digest === undefined ? event : { ...event, metadata: { ...event.metadata, digest: digestOf(digest) } }
  }

const writeOf = (run: ReadonlyNonEmptyArray<RecordedEvent>, digestOf = (digest: string) => digest): StreamWrite => ({
  stream: run[0].stream,
  expected: run[0].revision === 0 ? 'noStream' : run[0].revision - 1,
  events: map(flow(toNewEvent, withDigest(digestOf)))(run),
})

const appendGroup = async (
  { store, at, digestOf }: CopyTarget,
  group: readonly RecordedEvent[],
): Promise<StoreFailure | null> => {
  const writes = toRuns(group).map((run) => writeOf(run, digestOf))
  if (!isNonEmpty(writes)) return null
  at(group[0]?.recordedAt ?? '')
  const appended = await store.append({ writes, unchanged: [], noneSince: [] })()
  return isLeft(appended) ? appended.left : null
}

async function* eventsIn(store: EventStore): AsyncGenerator<RecordedEvent, undefined> {
  for await (const batch of store.readAll()) yield* batch
}

const isSame = (one: RecordedEvent | undefined, { id, stream, revision }: RecordedEvent): boolean =>
  one?.id === id && one.stream === stream && one.revision === revision

/** Creates a function that counts how many events of the next group the store has in the same order. */
const createCounter = (store: EventStore): ((group: readonly RecordedEvent[]) => Promise<number>) => {
  const events = eventsIn(store)
  let isOver = false
  return async (group) => {
    for (const [count, event] of group.entries()) {
      isOver ||= !isSame((await events.next()).value, event)
      if (!isOver) continue
      await events.return(undefined)
      return count
    }
    return group.length
  }
}

const copyAll = async (
  from: EventStore,
  to: CopyTarget,
  { onProgress, signal }: CopyOptions,
): Promise<Either<StoreFailure | Cancelled, Copied>> => {
  const countThere = createCounter(to.store)
  const tell = ignoringErrors(onProgress)
  let copied = 0
  let there = 0
  let group: RecordedEvent[] = []
  const flush = async (): Promise<StoreFailure | null> => {
    const found = await countThere(group)
    const failure = found === group.length ? null : await appendGroup(to, group)
    there += found
    copied += group.length - found
    group = []
    return failure
  }
  for await (const batch of from.readAll()) {
    for (const event of batch) {
      const failure = belongsToGroup(group, event) ? null : await flush()
      if (failure !== null) return left(failure)
      group.push(event)
    }
    tell(copied + there)
    if (signal?.aborted) return left({ error: 'Cancelled' })
  }
  const failure = await flush()
  tell(copied + there)
  return failure === null ? right({ copied, there }) : left(failure)
}

/**
 * Copies all events of a store to another one, with the same ids, streams, revisions, data, metadata and recording
 * times. Copying again resumes: events that the target already has are skipped, or recognized by their ids if a group
 * was only partly appended.
 */
export const copyEvents = async (
  from: EventStore,
  to: CopyTarget,
  options: CopyOptions = {},
): Promise<Either<StoreFailure | Cancelled, Copied>> => {
  try {
    return await copyAll(from, to, options)
  } catch (error) {
    return left(storeFailure(error))
  }
}
