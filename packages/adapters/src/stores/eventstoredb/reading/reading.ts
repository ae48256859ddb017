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
import { beginningsSeen, wholeStreamFrom } from '../appending/cut.js'
import { checkpointPrefix } from '../checkpoints.js'
import type { EsdbRecorded } from '../client/client.js'
import { noteIntents } from '../intents/intents.js'
import { logAfterMark } from '../log/held.js'
import { type After, afterOf, positionOf } from '../log/position.js'
import { recordedFrom, unreadableIn } from '../log/stored.js'
import { type Open, untilClosed, whileOpen } from '../open.js'
import { copyOf } from '../tail/latest.js'
import { beginningOfLog, createTail, type Tail } from '../tail/tail.js'

const admits = ({ types, categories }: Filter, { type, stream }: RecordedEvent): boolean =>
  (types === null || types.includes(type)) && (categories === null || categories.includes(categoryOf(stream)))

/** What a page of the log holds for a caller, up to the first event that cannot be read, and why that cannot. */
type Taken = { readonly events: readonly RecordedEvent[]; readonly failure: EventUnreadable | null }

type Notice = (event: EsdbRecorded, isOurs: boolean) => void

/** What a page of the log holds for a caller: ours, and admitted. Remembers what goes by. */
export const takenFrom = (
  open: Open,
  page: readonly EsdbRecorded[],
  filter: Filter,
  notice: Notice | null = null,
): Taken => {
  const events: RecordedEvent[] = []
  let failure: EventUnreadable | null = null
  for (const event of page) {
    const recorded = recordedFrom(event)
    notice?.(event, recorded !== null)
    if (recorded !== null) open.known.note(event)
    if (recorded === null || failure !== null || !admits(filter, recorded)) continue
    failure = unreadableIn(event)
    if (failure === null) events.push(recorded)
  }
  noteIntents(open, page)
  return { events, failure }
}

/** The place after which to read; throws when the position is none of ours, or the store is closed. */
export const startOf = (open: Open, after: Position | Checkpoint | null | undefined): After => {
  whileOpen(open)
  const start = afterOf(after)
  if (isLeft(start)) throw failureError(start.left)
  return start.right
}

type Wanted = {
  readonly pages: () => AsyncIterable<readonly EsdbRecorded[]>
  readonly filter: Filter
  readonly maxCount: number | undefined
  readonly notice?: Notice | null
}

// What has been read counts, what is still being read does not: whoever waits for it hears of the closing at once.
async function* whileNotClosed(
  open: Open,
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

async function* limited(open: Open, wanted: Wanted): AsyncGenerator<readonly RecordedEvent[]> {
  const { pages, filter, maxCount, notice = null } = wanted
  let left = maxCount ?? Number.POSITIVE_INFINITY
  if (left <= 0) return
  for await (const page of whileNotClosed(open, pages())) {
    const taken = takenFrom(open, page, filter, notice)
    const events = taken.events.slice(0, left)
    left -= events.length
    if (events.length > 0) yield events
    if (left <= 0) return
    if (taken.failure !== null) throw failureError(taken.failure)
    whileOpen(open)
  }
}

const tailFrom = (after: After): Tail | null => {
  const { place, eventId } = after
  if (place === 'start') return createTail(beginningOfLog)
  return eventId === null ? null : createTail({ end: after, last: { position: positionOf(place), eventId } })
}

const knownAfter = async ({ looks }: Open, after: After): Promise<readonly EsdbRecorded[] | null> => {
  // Whoever reads from the beginning wants to see what is there.
  if (after.place === 'start' || looks.tail()?.holds(after) !== true) return null
  const tail = await looks.look()
  return (tail.holds(after) ? tail.since(after.place) : null)?.map(copyOf) ?? null
}

/** What stands behind a mark: what this process knows already is not asked for again. */
async function* pagesAfter(open: Open, after: After): AsyncGenerator<readonly EsdbRecorded[]> {
  const known = await knownAfter(open, after)
  if (known !== null) {
    if (known.length > 0) yield known
    return
  }
  const tail = open.looks.tail() === null ? tailFrom(after) : null
  for await (const page of logAfterMark(open, after)) {
    tail?.take(page)
    yield page
  }
  if (tail !== null) open.looks.adopt(tail)
}

/** `readAll` of the port. */
export const readingAll =
  (open: Open) =>
  (options: ReadAllOptions = {}): AsyncIterable<readonly RecordedEvent[]> => {
    const { after, maxCount } = options
    const notice = after === undefined || after === null ? beginningsSeen(open) : null
    const pages = () => pagesAfter(open, startOf(open, after))
    return limited(open, { pages, filter: filterOf(options), maxCount, notice })
  }

const everything: Filter = { types: null, categories: null }

const revisionOf = (from: number | undefined): number =>
  Math.min(Number.MAX_SAFE_INTEGER, Math.max(0, Math.ceil(from ?? 0)))

async function* noPages(): AsyncGenerator<readonly EsdbRecorded[]> {}

/** `readStream` of the port. */
export const readingStream =
  (open: Open) =>
  (stream: StreamName, { from, maxCount }: ReadStreamOptions = {}): AsyncIterable<readonly RecordedEvent[]> => {
    const pages = (): AsyncIterable<readonly EsdbRecorded[]> => {
      whileOpen(open)
      // The server keeps the last event alone of these: it is none of the log, and nobody has cut them.
      return stream.startsWith(checkpointPrefix) ? noPages() : wholeStreamFrom(open, stream, revisionOf(from))
    }
    return limited(open, { pages, filter: everything, maxCount })
  }
