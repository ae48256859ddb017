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
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js'
import { chop, map, type ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import { storeFailure } from '../execution/store-failure.js'

/** The store events are copied to; its clock is set to when each was recorded. */
export type CopyTarget = { readonly store: EventStore; at(instant: Instant): void }

/** How far copying has come, in events. */
export type CopyOptions = {
  readonly onProgress?: ((copied: number) => void) | undefined
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

const writeOf = (run: ReadonlyNonEmptyArray<RecordedEvent>): StreamWrite => ({
  stream: run[0].stream,
  expected: run[0].revision === 0 ? 'noStream' : run[0].revision - 1,
  events: map(newEvent)(run),
})

const appendGroup = async (
  { store, at }: CopyTarget,
  group: readonly RecordedEvent[],
): Promise<StoreFailure | null> => {
  const writes = runsOf(group).map(writeOf)
  if (!isNonEmpty(writes)) return null
  at(group[0]?.recordedAt ?? '')
  const appended = await store.append({ writes, unchanged: [], noneSince: [] })()
  return isLeft(appended) ? appended.left : null
}

const copyAll = async (
  from: EventStore,
  to: CopyTarget,
  { onProgress, signal }: CopyOptions,
): Promise<Either<StoreFailure | Cancelled, number>> => {
  let copied = 0
  let group: RecordedEvent[] = []
  const flush = async (): Promise<StoreFailure | null> => {
    const failure = await appendGroup(to, group)
    copied += group.length
    group = []
    return failure
  }
  for await (const batch of from.readAll()) {
    for (const event of batch) {
      const failure = belongs(group, event) ? null : await flush()
      if (failure !== null) return left(failure)
      group.push(event)
    }
    onProgress?.(copied)
    if (signal?.aborted) return left({ error: 'Cancelled' })
  }
  const failure = await flush()
  onProgress?.(copied)
  return failure === null ? right(copied) : left(failure)
}

/**
 * Copies every event of a store to another one: same ids, streams, revisions, data, metadata and times of recording.
 * Copying again goes on where it was left, for what is there already is recognised by its ids.
 */
export const copyEvents = async (
  from: EventStore,
  to: CopyTarget,
  options: CopyOptions = {},
): Promise<Either<StoreFailure | Cancelled, number>> => {
  try {
    return await copyAll(from, to, options)
  } catch (error) {
    return left(storeFailure(error))
  }
}
