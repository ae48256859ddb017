import {
  failureError,
  type ReadAllOptions,
  type ReadStreamOptions,
  type RecordedEvent,
  type StreamName,
  type SubscribeOptions,
} from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { Bell } from './bell.js'
import { numberOf } from './position.js'

/** Some events, where to go on after them, and whether there is more right now. */
export type Page = { readonly events: readonly RecordedEvent[]; readonly cursor: number; readonly more: boolean }

/** What a page of the whole log may hold; `null` admits everything. */
export type Filter = { readonly types: readonly string[] | null; readonly categories: readonly string[] | null }

/** How a numbered log is read; cursors are exclusive, `most` is at least 1. */
export type Pages = {
  readonly bell: Bell
  isClosed(): boolean
  /** Rings the bell for what others append, until released. */
  watch(): () => void
  ofStream(stream: StreamName, cursor: number, most: number): Promise<Page>
  ofAll(filter: Filter, cursor: number, most: number): Promise<Page>
}

/** Events read at once. */
export const pageSize: number = 1_000

/** What a request for events may hold, copied. */
export const filterOf = ({ types, categories }: SubscribeOptions): Filter => ({
  types: types === undefined ? null : [...types],
  categories: categories === undefined ? null : [...categories],
})

/** The number after which to read; throws when the position is none of a numbered log, or the log is closed. */
export const startOf = (pages: Pages, { after }: SubscribeOptions): number => {
  if (pages.isClosed()) throw failureError({ error: 'StoreClosed' })
  const start = numberOf(after)
  if (isLeft(start)) throw failureError(start.left)
  return start.right
}

/** Lets everybody else go first: a reader that has much to read starves nobody. */
export const breath = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

type Walk = {
  readonly start: () => number
  readonly maxCount: number | undefined
  readonly fetch: (cursor: number, most: number) => Promise<Page>
}

async function* walk({ start, maxCount, fetch }: Walk): AsyncGenerator<readonly RecordedEvent[]> {
  let cursor = start()
  let remaining = maxCount ?? Number.POSITIVE_INFINITY
  while (remaining > 0) {
    const page = await fetch(cursor, Math.min(pageSize, remaining))
    if (page.events.length > 0) yield page.events
    if (!page.more) return
    cursor = page.cursor
    remaining -= page.events.length
    await breath()
  }
}

/** `readStream` of a numbered log. */
export const readingStream =
  (pages: Pages) =>
  (stream: StreamName, { from, maxCount }: ReadStreamOptions = {}): AsyncIterable<readonly RecordedEvent[]> =>
    walk({
      start: () => startOf(pages, {}) + Math.max(0, Math.ceil(from ?? 0)) - 1,
      maxCount,
      fetch: (cursor, most) => pages.ofStream(stream, cursor, most),
    })

/** `readAll` of a numbered log. */
export const readingAll =
  (pages: Pages) =>
  (options: ReadAllOptions = {}): AsyncIterable<readonly RecordedEvent[]> => {
    const filter = filterOf(options)
    return walk({
      start: () => startOf(pages, options),
      maxCount: options.maxCount,
      fetch: (cursor, most) => pages.ofAll(filter, cursor, most),
    })
  }
