import { type Expected, failureError, failureOf, logDiverged, type StreamName } from '@clientele/domain'
import type { EsdbRead, EsdbReadAllOptions, EsdbRecorded, EsdbResolved } from './client.js'
import { isMissingStream, isTransient, storeFailureOf } from './failure.js'
import { errorAt } from './nowhere.js'
import type { Open } from './open.js'
import { type Limits, patiently, pause, pauseBefore, shareOf, whileHeard } from './patience.js'
import { type After, isAfter, type Place, positionOf } from './position.js'
import { placeIn } from './stored.js'

/** Events read at once. */
export const pageSize: number = 1_000

/** The server leaves out its own events where the client can tell it to. */
export const noSystemEvents: NonNullable<EsdbReadAllOptions['filter']> = {
  filterOn: 'eventType',
  regex: '^[^$]',
  checkpointInterval: 32,
}

type Resolved = AsyncIterator<EsdbResolved>

// Nobody waits for it: the client first waits until the call has begun, which may be long.
const letGo = async (read: EsdbRead, events: Resolved): Promise<void> => {
  // A wrapper that is left leaves its call open.
  await Promise.allSettled([events.return?.(), read.cancel?.()])
}

// Fills a page; says whether there was nothing more.
const fill = async (page: EsdbRecorded[], events: Resolved, heard: () => void): Promise<boolean> => {
  while (page.length < pageSize) {
    const next = await events.next()
    heard()
    if (next.done === true) return true
    if (next.value.event !== undefined) page.push(next.value.event)
  }
  return false
}

type Filled = { readonly page: readonly EsdbRecorded[]; readonly isOver: boolean; readonly lost: Lost | null }
type Lost = { readonly error: unknown }

const filled = async (events: Resolved, longestSilence: number): Promise<Filled> => {
  const page: EsdbRecorded[] = []
  try {
    return { page, isOver: await whileHeard(longestSilence, (heard) => fill(page, events, heard)), lost: null }
  } catch (error) {
    // A copy: what comes after all is not in it.
    return { page: [...page], isOver: false, lost: { error } }
  }
}

// What was read before an error is given before it is thrown. Only the server is waited for in a limited time.
async function* pagesOf(read: EsdbRead, longestSilence: () => number): AsyncGenerator<readonly EsdbRecorded[]> {
  read.on?.('error', () => {})
  const events = read[Symbol.asyncIterator]()
  let isOver = false
  try {
    while (!isOver) {
      const next = await filled(events, longestSilence())
      isOver = next.isOver
      if (next.page.length > 0) yield next.page
      if (next.lost !== null) throw next.lost.error
    }
  } finally {
    if (!isOver) void letGo(read, events)
  }
}

/** Reads from a cursor on, and goes on behind the last page after a lost connection. */
async function* resuming<Cursor>(
  open: Open,
  start: Cursor,
  read: (cursor: Cursor) => EsdbRead,
  next: (last: EsdbRecorded) => Cursor,
  errorOf = async (_cursor: Cursor, error: unknown): Promise<unknown> => error,
): AsyncGenerator<readonly EsdbRecorded[]> {
  const { patience } = open
  let cursor = start
  let deadline = performance.now() + patience
  const silence = (): number => Math.max(1, Math.min(shareOf(patience), deadline - performance.now()))
  for (let attempt = 0; ; attempt += 1) {
    try {
      for await (const page of pagesOf(read(cursor), silence)) {
        yield page
        cursor = next(page.at(-1) as EsdbRecorded)
        attempt = 0
        deadline = performance.now() + patience
      }
      return
    } catch (thrown) {
      const error = await errorOf(cursor, thrown)
      const wait = pauseBefore(attempt)
      if (!isTransient(error) || open.isHungUp || performance.now() + wait >= deadline) throw error
      await pause(wait)
    }
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
  return orNothing(
    resuming(open, BigInt(from), read, ({ revision }) => revision + 1n),
    onMissing,
  )
}

/** Everything in the log behind a place (exclusive). The server begins with the place itself. */
export async function* logAfter(open: Open, start: Place): AsyncGenerator<readonly EsdbRecorded[]> {
  yield* logAfterMark(open, { place: start, eventId: null })
}

const holds = (event: EsdbRecorded | undefined, { place, eventId }: After): boolean =>
  event?.id === eventId && place !== 'start' && positionOf(placeIn(event as EsdbRecorded)) === positionOf(place)

// The server knows its positions: one where nothing stands is of another log.
const isNowhere = (error: unknown): boolean => failureOf(error)?.error === 'StoreUnreadable'

/** The same behind an event; throws `LogDiverged` when it is not there. */
export async function* logAfterMark(open: Open, after: After): AsyncGenerator<readonly EsdbRecorded[]> {
  let isHeld = after.eventId === null
  try {
    for await (const page of logFrom(open, after.place)) {
      isHeld ||= holds(page[0], after)
      if (!isHeld) throw failureError(logDiverged)
      const fresh = page.filter((event) => isAfter(placeIn(event), after.place))
      if (fresh.length > 0) yield fresh
    }
  } catch (error) {
    throw !isHeld && isNowhere(error) ? failureError(logDiverged) : error
  }
  if (!isHeld) throw failureError(logDiverged)
}

async function* logFrom(open: Open, start: Place): AsyncGenerator<readonly EsdbRecorded[]> {
  const read = (fromPosition: Place): EsdbRead =>
    open.client.readAll({ ...open.call, fromPosition, filter: noSystemEvents })
  const errorOf = (place: Place, error: unknown): Promise<unknown> => errorAt(open, place, error)
  let seen: Place | null = null
  for await (const page of orNothing(resuming(open, start, read, placeIn, errorOf))) {
    const last: Place | null = seen
    const fresh: readonly EsdbRecorded[] = last === null ? page : page.filter((event) => isAfter(placeIn(event), last))
    seen = placeIn(page.at(-1) as EsdbRecorded)
    if (fresh.length > 0) yield fresh
  }
}

/** Throws `LogDiverged` when an event is not where it was. */
export const unlessHeld = async (open: Open, after: After): Promise<void> => {
  if (after.eventId === null || after.place === 'start') return
  const { place } = after
  const options = { ...open.call, fromPosition: place, maxCount: 1, filter: noSystemEvents } as const
  const read = async (share: number): Promise<readonly EsdbRecorded[]> => {
    try {
      return await drained(open.client.readAll(options), share)
    } catch (error) {
      throw await errorAt(open, place, error)
    }
  }
  try {
    const [found] = await patiently(open, read)
    if (holds(found, after)) return
  } catch (error) {
    const failure = storeFailureOf(error)
    if (failure.error !== 'StoreUnreadable') throw failureError(failure)
  }
  throw failureError(logDiverged)
}

const drained = async (read: EsdbRead, share: number): Promise<readonly EsdbRecorded[]> => {
  const events: EsdbRecorded[] = []
  for await (const page of pagesOf(read, () => share)) events.push(...page)
  return events
}

/** The last events of the log before a place (exclusive), the latest first. */
export const logBefore = (
  open: Open,
  fromPosition: NonNullable<EsdbReadAllOptions['fromPosition']>,
  maxCount: number,
): Promise<readonly EsdbRecorded[]> =>
  patiently(open, (share) => {
    const options = { ...open.call, direction: 'backwards', fromPosition, maxCount, filter: noSystemEvents } as const
    return drained(open.client.readAll(options), share)
  })

/** The last event of a stream, if any; throws where there is no stream. */
export const lastIn = (open: Open, stream: StreamName, limits: Limits = open) =>
  patiently(limits, async (share): Promise<EsdbRecorded | undefined> => {
    const options = { ...open.call, direction: 'backwards', fromRevision: 'end', maxCount: 1 } as const
    const [last] = await drained(open.client.readStream(stream, options), share)
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
