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
import { storeFailure } from './store-failure.js'

/**
 * The store events are copied to; its clock is set to when each was recorded. `digestOf` changes the digests of commands
 * for a register that keys them.
 */
export type CopyTarget = {
  readonly store: EventStore
  at(instant: Instant): void
  digestOf?(digest: string): string
}

/** How many events were appended, and how many the target had already. */
export type Copied = { readonly copied: number; readonly there: number }

/** `onProgress` hears of how many events it is known that the target has them. */
export type CopyOptions = {
  readonly onProgress?: ((events: number) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

const mostAtOnce = 500

/** Whether an event came with the one before it: what was appended together is copied together. */
const belongs = (group: readonly RecordedEvent[], event: RecordedEvent): boolean => {
  const [first] = group
  return (
    first === undefined ||
    (group.length < mostAtOnce &&
      first.recordedAt === event.recordedAt &&
      first.metadata.commandId === event.metadata.commandId)
  )
}

const newEvent = ({ stream: _, revision: __, position: ___, recordedAt: ____, ...event }: RecordedEvent): NewEvent =>
  event

/** Runs of events on one stream, in order; a stream met again goes on where it was left. */
const runsOf = (group: readonly RecordedEvent[]): readonly ReadonlyNonEmptyArray<RecordedEvent>[] =>
  isNonEmpty(group) ? chop<RecordedEvent, ReadonlyNonEmptyArray<RecordedEvent>>(nextRun)(group) : []

const nextRun = (
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
  events: map(flow(newEvent, withDigest(digestOf)))(run),
})

const appendGroup = async (
  { store, at, digestOf }: CopyTarget,
  group: readonly RecordedEvent[],
): Promise<StoreFailure | null> => {
  const writes = runsOf(group).map((run) => writeOf(run, digestOf))
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

/** Counts how many of the events asked for, group after group from the first on, a store has in the same order. */
const countIn = (store: EventStore): ((group: readonly RecordedEvent[]) => Promise<number>) => {
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
  const countThere = countIn(to.store)
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
      const failure = belongs(group, event) ? null : await flush()
      if (failure !== null) return left(failure)
      group.push(event)
    }
    onProgress?.(copied + there)
    if (signal?.aborted) return left({ error: 'Cancelled' })
  }
  const failure = await flush()
  onProgress?.(copied + there)
  return failure === null ? right({ copied, there }) : left(failure)
}

/**
 * Copies every event of a store to another one: same ids, streams, revisions, data, metadata and times of recording.
 * Copying again goes on where it was left: what the target has already is passed over, or recognised by its ids where a
 * group was left half.
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
