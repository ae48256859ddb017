import {
  failureError,
  failureOf,
  logDiverged,
  type ReadAllOptions,
  type ReadStreamOptions,
  type RecordedEvent,
  type StoreUnreadable,
  type StreamName,
  type SubscribeOptions,
} from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import { yieldToEventLoop } from '#platform'
import { pageSize } from '../../log/page-size.js'
import { type After, afterOf } from '../../log/position.js'
import type { Signal } from '../../timing/signal.js'
import { type Row, readableFrom } from './recorded.js'

/** Some events, the cursor to continue from, and whether there are more right now. */
export type Page = { readonly events: readonly RecordedEvent[]; readonly cursor: number; readonly more: boolean }

/**
 * A page of the whole log from its rows; `end` and `more` apply if all rows are readable, else the page ends before the
 * first unreadable one.
 */
export const pageOfRows = (rows: readonly Row[], end: number, more: boolean): Page => {
  const events = readableFrom(rows)
  const last = rows[events.length - 1]
  return events.length === rows.length || last === undefined
    ? { events, cursor: end, more }
    : { events, cursor: last.position, more: true }
}

const missingBefore = ({ stream, revision }: Row): StoreUnreadable => ({
  error: 'StoreUnreadable',
  problem:
    `Events of the stream ${stream} before revision ${revision} are missing: "clientele verify" says what is. Restore ` +
    'a backup.',
})

// A command would be decided on a part of the history.
const throwIfMissing = (rows: readonly Row[], cursor: number): void => {
  const found = rows.find(({ revision }, index) => revision !== cursor + 1 + index)
  if (found !== undefined) throw failureError(missingBefore(found))
}

/**
 * A page of a stream after a revision; `more` applies if all rows are readable, else there is more. Throws
 * `StoreUnreadable` if a revision is missing.
 */
export const pageOfStreamRows = (rows: readonly Row[], cursor: number, more: boolean): Page => {
  throwIfMissing(rows, cursor)
  const events = readableFrom(rows)
  return { events, cursor: cursor + events.length, more: more || events.length < rows.length }
}

/** Which events a page of the whole log contains; `null` means all. */
export type Filter = { readonly types: readonly string[] | null; readonly categories: readonly string[] | null }

/** Reads a numbered log; cursors are exclusive, `limit` is at least 1. */
export type Pages = {
  readonly signal: Signal
  isClosed(): boolean
  /** Notifies the signal when another process appends, until the returned function is called. */
  watch(): () => void
  ofStream(stream: StreamName, cursor: number, most: number): Promise<Page>
  ofAll(filter: Filter, cursor: number, most: number): Promise<Page>
}

const notAList: StoreUnreadable = Object.freeze({
  error: 'StoreUnreadable',
  problem: 'Types and categories are lists of texts.',
})

const textsIn = (given: readonly string[] | undefined): readonly string[] | null => {
  if (given === undefined) return null
  if (!Array.isArray(given) || given.some((one) => typeof one !== 'string')) throw failureError(notAList)
  return [...given]
}

/** The filter of a request, copied; throws if it is not made of lists of texts. */
export const filterOf = ({ types, categories }: SubscribeOptions): Filter => ({
  types: textsIn(types),
  categories: textsIn(categories),
})

/** The place after which to read; throws if the position is not a number, or the log is closed. */
export const startOf = (pages: Pages, { after }: SubscribeOptions): After => {
  if (pages.isClosed()) throw failureError({ error: 'StoreClosed' })
  const start = afterOf(after)
  if (isLeft(start)) throw failureError(start.left)
  return start.right
}

const everything: Filter = { types: null, categories: null }

const checkPlace = ({ eventId, number }: After, found: RecordedEvent | undefined): void => {
  if (found?.id !== eventId || found?.position !== String(number)) throw failureError(logDiverged)
}

/** The page after a place; throws `LogDiverged` when its event is not there. */
export const pageAfter = async (pages: Pages, filter: Filter, place: After, most: number): Promise<Page> => {
  const { number, eventId } = place
  if (eventId === null) return pages.ofAll(filter, number, most)
  if (filter.types === null && filter.categories === null) {
    const { events, cursor, more } = await pages.ofAll(everything, number - 1, most + 1)
    checkPlace(place, events[0])
    // Only this event was returned although there is more: the next one is unreadable. Reading from there throws its
    // error.
    if (more && cursor === number) return pages.ofAll(everything, number, most)
    return { events: events.slice(1), cursor, more }
  }
  checkPlace(place, (await pages.ofAll(everything, number - 1, 1)).events[0])
  return pages.ofAll(filter, number, most)
}

// The event is not part of the page, so that it is unreadable must not fail the request.
const idAt = async (pages: Pages, position: number): Promise<string | null> => {
  try {
    return (await pages.ofAll(everything, position - 1, 1)).events[0]?.id ?? null
  } catch (error) {
    if (failureOf(error)?.error === 'EventUnreadable') return null
    throw error
  }
}

/** The place at the end of a page that was read after another place. */
export const placeAfter = async (pages: Pages, { events, cursor }: Page, before: After): Promise<After> => {
  if (cursor === before.number) return before
  const last = events.at(-1)
  if (last?.position === String(cursor)) return { number: cursor, eventId: last.id }
  return { number: cursor, eventId: await idAt(pages, cursor) }
}

type Walk<Start> = {
  readonly pageSize: number
  readonly start: () => Start
  readonly maxCount: number | undefined
  readonly first: (start: Start, most: number) => Promise<Page>
  readonly fetch: (cursor: number, most: number) => Promise<Page>
}

async function* walk<Start>({
  pageSize,
  start,
  maxCount,
  first,
  fetch,
}: Walk<Start>): AsyncGenerator<readonly RecordedEvent[]> {
  const begin = start()
  let remaining = Math.ceil(maxCount ?? Number.POSITIVE_INFINITY)
  if (!(remaining > 0)) return
  let page = await first(begin, Math.min(pageSize, remaining))
  for (;;) {
    if (page.events.length > 0) yield page.events
    remaining -= page.events.length
    if (!page.more || remaining <= 0) return
    await yieldToEventLoop()
    page = await fetch(page.cursor, Math.min(pageSize, remaining))
  }
}

/** `readStream` of a numbered log. */
export const createReadStream =
  (pages: Pages) =>
  (stream: StreamName, { from, maxCount }: ReadStreamOptions = {}): AsyncIterable<readonly RecordedEvent[]> => {
    const fetch: Walk<number>['fetch'] = (cursor, most) => pages.ofStream(stream, cursor, most)
    const start = (): number => startOf(pages, {}).number + Math.max(0, Math.ceil(from ?? 0)) - 1
    return walk({ pageSize, start, maxCount, first: fetch, fetch })
  }

// Without a way to a server, small pages are faster: fewer events survive a collection of the young generation.
const localPageSize = 100

/** `readAll` of a numbered log. */
export const createReadAll =
  (pages: Pages, isRemote: boolean) =>
  (options: ReadAllOptions = {}): AsyncIterable<readonly RecordedEvent[]> => {
    const filter = filterOf(options)
    return walk({
      pageSize: isRemote ? pageSize : localPageSize,
      start: () => startOf(pages, options),
      maxCount: options.maxCount,
      first: (place, most) => pageAfter(pages, filter, place, most),
      fetch: (cursor, most) => pages.ofAll(filter, cursor, most),
    })
  }
