import { type Expected, failureError, type StreamName } from '@clientele/domain'
import type { EsdbRead, EsdbReadAllOptions, EsdbRecorded, EsdbResolved } from '../client/client.js'
import { isMissingStream, isTransient, storeFailureOf } from '../client/failure.js'
import { attemptTime, type Limits, pause, retry, retryDelay, withInactivityTimeout } from '../client/retry.js'
import type { OpenStore } from '../open.js'
import type { Names } from './names.js'
import { isAfter, type Place } from './position.js'
import { placeIn } from './stored.js'

/** The number of events in a page. */
export const pageSize: number = 1_000

type Resolved = AsyncIterator<EsdbResolved>

/** The events of a read, and the names of their streams. */
type Source = { readonly names: Names; readonly read: EsdbRead; readonly events: Resolved }

/** One read of the client, page by page. */
type Reading = { next(longestSilence: number): Promise<FilledPage>; release(): void }

// Starts the call with the first page.
const createReading = (open: OpenStore, begin: () => EsdbRead): Reading => {
  let source: Source | null = null
  const start = (): Source => {
    if (open.isHungUp) throw failureError({ error: 'StoreClosed' })
    const read = begin()
    read.on?.('error', () => {})
    return { names: open.names, read, events: read[Symbol.asyncIterator]() }
  }
  return {
    next: async (longestSilence) => {
      source ??= start()
      return fillPage(source, longestSilence)
    },
    release: () => {
      if (source !== null) void letGo(source)
    },
  }
}

// Not awaited: the client first waits until the call has started, which may take long.
const letGo = async ({ read, events }: Source): Promise<void> => {
  // A wrapping iterator leaves its call open when it ends: cancel both.
  await Promise.allSettled([events.return?.(), read.cancel?.()])
}

// Fills a page; returns whether the read is over.
const fillInto = async ({ names, events }: Source, page: EsdbRecorded[], heard: () => void): Promise<boolean> => {
  while (page.length < pageSize) {
    const next = await events.next()
    heard()
    if (next.done === true) return true
    if (next.value.event !== undefined) page.push(names.seen(next.value.event))
  }
  return false
}

type FilledPage = { readonly page: readonly EsdbRecorded[]; readonly isOver: boolean; readonly lost: Lost | null }
type Lost = { readonly error: unknown }

const fillPage = async (source: Source, longestSilence: number): Promise<FilledPage> => {
  const page: EsdbRecorded[] = []
  try {
    return {
      page,
      isOver: await withInactivityTimeout(longestSilence, (heard) => fillInto(source, page, heard)),
      lost: null,
    }
  } catch (error) {
    // A copy: events that arrive later do not get into it.
    return { page: [...page], isOver: false, lost: { error } }
  }
}

const pauseOrThrow = async (
  { isHungUp }: OpenStore,
  { error }: Lost,
  wait: number,
  deadline: number,
): Promise<void> => {
  if (!isTransient(error) || isHungUp || performance.now() + wait >= deadline) throw error
  await pause(wait)
}

/** How to resume a read after the last event that it returned. */
type Resumable<Cursor> = {
  readonly start: Cursor
  readonly read: (cursor: Cursor) => EsdbRead
  readonly next: (last: EsdbRecorded) => Cursor
}

/**
 * Reads page by page, and resumes after the last event if the connection is lost. Yields events read before an error,
 * then throws. The patience limits only the wait for the server and starts with each request.
 */
async function* readResuming<Cursor>(
  open: OpenStore,
  { start, read, next }: Resumable<Cursor>,
): AsyncGenerator<readonly EsdbRecorded[]> {
  const { patience } = open
  let cursor = start
  let reading: Reading | null = null
  const letGo = (): void => {
    reading?.release()
    reading = null
  }
  const nextPage = async (): Promise<FilledPage> => {
    const deadline = performance.now() + patience
    for (let attempt = 0; ; attempt += 1) {
      reading ??= createReading(open, () => read(cursor))
      const left = deadline - performance.now()
      const filledPage = await reading.next(Math.max(1, Math.min(attemptTime(patience), left)))
      if (filledPage.lost !== null) letGo()
      if (filledPage.lost === null || filledPage.page.length > 0) return filledPage
      await pauseOrThrow(open, filledPage.lost, retryDelay(attempt), deadline)
    }
  }
  let isOver = false
  try {
    while (!isOver) {
      const { page, ...rest } = await open.reads(nextPage)
      const last = page.at(-1)
      if (last !== undefined) {
        yield page
        cursor = next(last)
      }
      isOver = rest.isOver
    }
  } finally {
    if (!isOver) letGo()
  }
}

const ignoreMissing = async function* (pages: AsyncIterable<readonly EsdbRecorded[]>, onMissing = (): void => {}) {
  try {
    yield* pages
  } catch (error) {
    if (!isMissingStream(error)) throw failureError(storeFailureOf(error))
    onMissing()
  }
}

/** `maxCount`: the maximum number of events; `onMissing` is called if the server has no such stream. */
export type StreamLimits = { readonly maxCount?: number; readonly onMissing?: () => void }

/** The events of a stream on the server from a revision on (inclusive); nothing if there is no such stream. */
export const streamFrom = (
  open: OpenStore,
  stream: StreamName,
  from: number,
  { maxCount, onMissing }: StreamLimits = {},
): AsyncIterable<readonly EsdbRecorded[]> => {
  const end = maxCount === undefined ? null : BigInt(from + maxCount)
  const read = (fromRevision: bigint): EsdbRead =>
    open.client.readStream(stream, {
      ...open.call,
      fromRevision,
      ...(end === null ? {} : { maxCount: Math.max(1, Number(end - fromRevision)) }),
    })
  return ignoreMissing(
    readResuming(open, { start: BigInt(from), read, next: ({ revision }) => revision + 1n }),
    onMissing,
  )
}

/** All events of the log from a place on (inclusive). */
export async function* logFrom(open: OpenStore, start: Place): AsyncGenerator<readonly EsdbRecorded[]> {
  const read = (fromPosition: Place): EsdbRead => open.client.readAll({ ...open.call, fromPosition })
  let seen: Place | null = null
  for await (const page of ignoreMissing(readResuming(open, { start, read, next: placeIn }))) {
    const last: Place | null = seen
    const fresh: readonly EsdbRecorded[] = last === null ? page : page.filter((event) => isAfter(placeIn(event), last))
    for (const event of page.slice(-1)) seen = placeIn(event)
    if (fresh.length > 0) yield fresh
  }
}

/** All events of the log after a place (exclusive). */
export async function* logAfter(open: OpenStore, start: Place): AsyncGenerator<readonly EsdbRecorded[]> {
  for await (const page of logFrom(open, start)) {
    const fresh = page.filter((event) => isAfter(placeIn(event), start))
    if (fresh.length > 0) yield fresh
  }
}

/** All events of one read; throws if the server is silent for longer than `share` milliseconds. */
export const readToEnd = async (
  open: OpenStore,
  begin: () => EsdbRead,
  share: number,
): Promise<readonly EsdbRecorded[]> => {
  const reading = createReading(open, begin)
  const events: EsdbRecorded[] = []
  let isOver = false
  try {
    while (!isOver) {
      const next = await reading.next(share)
      isOver = next.isOver
      events.push(...next.page)
      if (next.lost !== null) throw next.lost.error
    }
    return events
  } finally {
    if (!isOver) reading.release()
  }
}

const retryRead = <A>(open: OpenStore, limits: Limits, action: (share: number) => Promise<A>): Promise<A> =>
  open.reads(() => retry(limits, action))

/** The last events of the log before a place (exclusive), latest first. */
export const logBefore = (
  open: OpenStore,
  fromPosition: NonNullable<EsdbReadAllOptions['fromPosition']>,
  maxCount: number,
): Promise<readonly EsdbRecorded[]> =>
  retryRead(open, open, (share) => {
    const options = { ...open.call, direction: 'backwards', fromPosition, maxCount } as const
    return readToEnd(open, () => open.client.readAll(options), share)
  })

/** The last event of a stream, if any; throws if there is no such stream. */
export const lastIn = (open: OpenStore, stream: StreamName, limits: Limits = open) =>
  retryRead(open, limits, async (share): Promise<EsdbRecorded | undefined> => {
    const options = { ...open.call, direction: 'backwards', fromRevision: 'end', maxCount: 1 } as const
    const [last] = await readToEnd(open, () => open.client.readStream(stream, options), share)
    return last
  })

/** The last event of a stream on the server, or `null`. */
export const lastEvent = async (
  open: OpenStore,
  stream: StreamName,
  limits: Limits = open,
): Promise<EsdbRecorded | null> => {
  try {
    return (await lastIn(open, stream, limits)) ?? null
  } catch (error) {
    if (isMissingStream(error)) return null
    throw error
  }
}

/** The last revision of a stream. */
export const lastRevision = async (open: OpenStore, stream: StreamName, limits: Limits = open): Promise<Expected> => {
  const last = await lastEvent(open, stream, limits)
  return last === null ? 'noStream' : Number(last.revision)
}
