import {
  type Checkpoint,
  categoryOf,
  type EventUnreadable,
  failureError,
  type Position,
  type ReadAllOptions,
  type ReadStreamOptions,
  type RecordedEvent,
  type StreamName,
} from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import { type Filter, filterOf } from '../../numbered-log/reading.js'
import { createBeginningCheck, wholeStreamFrom } from '../appending/cut-off-streams.js'
import { checkpointPrefix } from '../checkpoints.js'
import type { EsdbRecorded } from '../client/client.js'
import { noteIntents } from '../intents/intents.js'
import { logAfterMark } from '../log/diverged.js'
import { type After, afterOf, positionOf } from '../log/position.js'
import { recordedFrom, unreadableIn } from '../log/stored.js'
import { type OpenStore, throwIfClosed, untilClosed } from '../open.js'
import { copyOf } from '../tail/latest.js'
import { beginningOfLog, createTail, type Tail } from '../tail/tail.js'

const matches = ({ types, categories }: Filter, { type, stream }: RecordedEvent): boolean =>
  (types === null || types.includes(type)) && (categories === null || categories.includes(categoryOf(stream)))

/** The events of a page for a caller, up to the first unreadable event, and the failure of that one. */
type Selection = { readonly events: readonly RecordedEvent[]; readonly failure: EventUnreadable | null }

type Notice = (event: EsdbRecorded, isOurs: boolean) => void

/** Selects the register events of a page that match the filter. Also caches the locations and intents in the page. */
export const selectFrom = (
  open: OpenStore,
  page: readonly EsdbRecorded[],
  filter: Filter,
  notice: Notice | null = null,
): Selection => {
  const events: RecordedEvent[] = []
  let failure: EventUnreadable | null = null
  for (const event of page) {
    const recorded = recordedFrom(event)
    notice?.(event, recorded !== null)
    if (recorded !== null) open.known.note(event)
    if (recorded === null || failure !== null || !matches(filter, recorded)) continue
    failure = unreadableIn(event)
    if (failure === null) events.push(recorded)
  }
  noteIntents(open, page)
  return { events, failure }
}

/** The place after which to read; throws if the position is malformed, or the store is closed. */
export const startOf = (open: OpenStore, after: Position | Checkpoint | null | undefined): After => {
  throwIfClosed(open)
  const start = afterOf(after)
  if (isLeft(start)) throw failureError(start.left)
  return start.right
}

type ReadRequest = {
  readonly pages: () => AsyncIterable<readonly EsdbRecorded[]>
  readonly filter: Filter
  readonly maxCount: number | undefined
  readonly notice?: Notice | null
}

// Yields pages that were read; if the store closes during a read, the waiting caller is rejected at once.
async function* untilStoreCloses(
  open: OpenStore,
  pages: AsyncIterable<readonly EsdbRecorded[]>,
): AsyncGenerator<readonly EsdbRecorded[]> {
  const iterator = pages[Symbol.asyncIterator]()
  try {
    for (;;) {
      const next = await untilClosed(open, iterator.next())
      if (next.done === true) return
      yield next.value
    }
  } finally {
    iterator.return?.().catch(() => {})
  }
}

async function* readLimited(open: OpenStore, wanted: ReadRequest): AsyncGenerator<readonly RecordedEvent[]> {
  const { pages, filter, maxCount, notice = null } = wanted
  let left = Math.ceil(maxCount ?? Number.POSITIVE_INFINITY)
  if (left <= 0) return
  for await (const page of untilStoreCloses(open, pages())) {
    const taken = selectFrom(open, page, filter, notice)
    const events = taken.events.slice(0, left)
    left -= events.length
    if (events.length > 0) yield events
    if (left <= 0) return
    if (taken.failure !== null) throw failureError(taken.failure)
    throwIfClosed(open)
  }
}

const createTailAfter = (after: After): Tail | null => {
  const { place, eventId } = after
  if (place === 'start') return createTail(beginningOfLog)
  return eventId === null ? null : createTail({ end: after, last: { position: positionOf(place), eventId } })
}

const knownAfter = async ({ logTail }: OpenStore, after: After): Promise<readonly EsdbRecorded[] | null> => {
  // A read from the beginning always asks the server, to show what is really there.
  if (after.place === 'start' || logTail.tail()?.holds(after) !== true) return null
  const tail = await logTail.look()
  return (tail.holds(after) ? tail.since(after.place) : null)?.map(copyOf) ?? null
}

/** The events after a mark; uses the cached tail instead of the server if it covers them. */
async function* pagesAfter(open: OpenStore, after: After): AsyncGenerator<readonly EsdbRecorded[]> {
  const known = await knownAfter(open, after)
  if (known !== null) {
    if (known.length > 0) yield known
    return
  }
  const tail = open.logTail.tail() === null ? createTailAfter(after) : null
  for await (const page of logAfterMark(open, after)) {
    tail?.take(page)
    yield page
  }
  if (tail !== null) open.logTail.adopt(tail)
}

/** `readAll` of the port. */
export const createReadAll =
  (open: OpenStore) =>
  (options: ReadAllOptions = {}): AsyncIterable<readonly RecordedEvent[]> => {
    const { after, maxCount } = options
    const notice = after === undefined || after === null ? createBeginningCheck(open) : null
    const pages = () => pagesAfter(open, startOf(open, after))
    return readLimited(open, { pages, filter: filterOf(options), maxCount, notice })
  }

const everything: Filter = { types: null, categories: null }

// No event has a revision from NaN on.
const revisionOf = (from = 0): number =>
  Number.isNaN(from) ? Number.MAX_SAFE_INTEGER : Math.min(Number.MAX_SAFE_INTEGER, Math.max(0, Math.ceil(from)))

async function* noPages(): AsyncGenerator<readonly EsdbRecorded[]> {}

/** `readStream` of the port. */
export const createReadStream =
  (open: OpenStore) =>
  (stream: StreamName, { from, maxCount }: ReadStreamOptions = {}): AsyncIterable<readonly RecordedEvent[]> => {
    const pages = (): AsyncIterable<readonly EsdbRecorded[]> => {
      throwIfClosed(open)
      // Checkpoint streams are not part of the log. The server keeps only their last event, so they would look cut off.
      return stream.startsWith(checkpointPrefix) ? noPages() : wholeStreamFrom(open, stream, revisionOf(from))
    }
    return readLimited(open, { pages, filter: everything, maxCount })
  }
