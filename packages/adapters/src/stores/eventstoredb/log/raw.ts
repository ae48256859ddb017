import { type Expected, failureError, type StreamName } from '@clientele/domain'
import type { EsdbRead, EsdbReadAllOptions, EsdbRecorded, EsdbResolved } from '../client/client.js'
import { isMissingStream, isTransient, storeFailureOf } from '../client/failure.js'
import { type Limits, patiently, pause, pauseBefore, shareOf, whileHeard } from '../client/patience.js'
import type { Open } from '../open.js'
import type { Names } from './names.js'
import { isAfter, type Place } from './position.js'
import { placeIn } from './stored.js'

/** Events read at once. */
export const pageSize: number = 1_000

type Resolved = AsyncIterator<EsdbResolved>

/** Events of a read, and how their streams are called here. */
type Source = { readonly names: Names; readonly read: EsdbRead; readonly events: Resolved }

/** One read of the client, page after page. */
type Reading = { next(longestSilence: number): Promise<Filled>; letGo(): void }

// The call begins with the first page.
const createReading = (open: Open, begin: () => EsdbRead): Reading => {
  let begun: Source | null = null
  const start = (): Source => {
    if (open.isHungUp) throw failureError({ error: 'StoreClosed' })
    const read = begin()
    read.on?.('error', () => {})
    return { names: open.names, read, events: read[Symbol.asyncIterator]() }
  }
  return {
    next: async (longestSilence) => {
      begun ??= start()
      return filled(begun, longestSilence)
    },
    letGo: () => {
      if (begun !== null) void letGo(begun)
    },
  }
}

// Nobody waits for it: the client first waits until the call has begun, which may be long.
const letGo = async ({ read, events }: Source): Promise<void> => {
  // A wrapper that is left leaves its call open.
  await Promise.allSettled([events.return?.(), read.cancel?.()])
}

// Fills a page; says whether there was nothing more.
const fill = async ({ names, events }: Source, page: EsdbRecorded[], heard: () => void): Promise<boolean> => {
  while (page.length < pageSize) {
    const next = await events.next()
    heard()
    if (next.done === true) return true
    if (next.value.event !== undefined) page.push(names.seen(next.value.event))
  }
  return false
}

type Filled = { readonly page: readonly EsdbRecorded[]; readonly isOver: boolean; readonly lost: Lost | null }
type Lost = { readonly error: unknown }

const filled = async (source: Source, longestSilence: number): Promise<Filled> => {
  const page: EsdbRecorded[] = []
  try {
    return { page, isOver: await whileHeard(longestSilence, (heard) => fill(source, page, heard)), lost: null }
  } catch (error) {
    // A copy: what comes after all is not in it.
    return { page: [...page], isOver: false, lost: { error } }
  }
}

const pauseOrThrow = async ({ isHungUp }: Open, { error }: Lost, wait: number, deadline: number): Promise<void> => {
  if (!isTransient(error) || isHungUp || performance.now() + wait >= deadline) throw error
  await pause(wait)
}

/** How a read goes on behind what it has given. */
type Resumable<Cursor> = {
  readonly start: Cursor
  readonly read: (cursor: Cursor) => EsdbRead
  readonly next: (last: EsdbRecorded) => Cursor
}

/**
 * Reads page after page, and goes on behind the last one after a lost connection. What was read before an error is
 * given before it is thrown. Only the server is waited for in a limited time, which begins when it is asked.
 */
async function* resuming<Cursor>(
  open: Open,
  { start, read, next }: Resumable<Cursor>,
): AsyncGenerator<readonly EsdbRecorded[]> {
  const { patience } = open
  let cursor = start
  let reading: Reading | null = null
  const letGo = (): void => {
    reading?.letGo()
    reading = null
  }
  const nextPage = async (): Promise<Filled> => {
    const deadline = performance.now() + patience
    for (let attempt = 0; ; attempt += 1) {
      reading ??= createReading(open, () => read(cursor))
      const left = deadline - performance.now()
      const filledPage = await reading.next(Math.max(1, Math.min(shareOf(patience), left)))
      if (filledPage.lost !== null) letGo()
      if (filledPage.lost === null || filledPage.page.length > 0) return filledPage
      await pauseOrThrow(open, filledPage.lost, pauseBefore(attempt), deadline)
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

const orNothing = async function* (pages: AsyncIterable<readonly EsdbRecorded[]>, onMissing = (): void => {}) {
  try {
    yield* pages
  } catch (error) {
    if (!isMissingStream(error)) throw failureError(storeFailureOf(error))
    onMissing()
  }
}

/** At most how many events; `onMissing` is called when the server shows no such stream. */
export type StreamLimits = { readonly maxCount?: number; readonly onMissing?: () => void }

/** What the server shows of a stream from a revision on (inclusive); nothing when there is no such stream. */
export const streamFrom = (
  open: Open,
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
  return orNothing(resuming(open, { start: BigInt(from), read, next: ({ revision }) => revision + 1n }), onMissing)
}

/** Everything in the log from a place on: the server begins with the place itself. */
export async function* logFrom(open: Open, start: Place): AsyncGenerator<readonly EsdbRecorded[]> {
  const read = (fromPosition: Place): EsdbRead => open.client.readAll({ ...open.call, fromPosition })
  let seen: Place | null = null
  for await (const page of orNothing(resuming(open, { start, read, next: placeIn }))) {
    const last: Place | null = seen
    const fresh: readonly EsdbRecorded[] = last === null ? page : page.filter((event) => isAfter(placeIn(event), last))
    for (const event of page.slice(-1)) seen = placeIn(event)
    if (fresh.length > 0) yield fresh
  }
}

/** Everything in the log behind a place (exclusive). */
export async function* logAfter(open: Open, start: Place): AsyncGenerator<readonly EsdbRecorded[]> {
  for await (const page of logFrom(open, start)) {
    const fresh = page.filter((event) => isAfter(placeIn(event), start))
    if (fresh.length > 0) yield fresh
  }
}

/** All that one read gives, when it is given in time. */
export const drained = async (open: Open, begin: () => EsdbRead, share: number): Promise<readonly EsdbRecorded[]> => {
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
    if (!isOver) reading.letGo()
  }
}

const patientlyRead = <A>(open: Open, limits: Limits, action: (share: number) => Promise<A>): Promise<A> =>
  open.reads(() => patiently(limits, action))

/** The last events of the log before a place (exclusive), the latest first. */
export const logBefore = (
  open: Open,
  fromPosition: NonNullable<EsdbReadAllOptions['fromPosition']>,
  maxCount: number,
): Promise<readonly EsdbRecorded[]> =>
  patientlyRead(open, open, (share) => {
    const options = { ...open.call, direction: 'backwards', fromPosition, maxCount } as const
    return drained(open, () => open.client.readAll(options), share)
  })

/** The last event of a stream, if any; throws where there is no stream. */
export const lastIn = (open: Open, stream: StreamName, limits: Limits = open) =>
  patientlyRead(open, limits, async (share): Promise<EsdbRecorded | undefined> => {
    const options = { ...open.call, direction: 'backwards', fromRevision: 'end', maxCount: 1 } as const
    const [last] = await drained(open, () => open.client.readStream(stream, options), share)
    return last
  })

/** The last event the server shows of a stream, or `null`. */
export const lastEvent = async (
  open: Open,
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
export const lastRevision = async (open: Open, stream: StreamName, limits: Limits = open): Promise<Expected> => {
  const last = await lastEvent(open, stream, limits)
  return last === null ? 'noStream' : Number(last.revision)
}
