import { type Expected, failureError, type StreamName } from '@clientele/domain'
import type { EsdbRead, EsdbReadAllOptions, EsdbRecorded } from './client.js'
import { isMissingStream, isTransient, storeFailureOf } from './failure.js'
import type { Open } from './open.js'
import { inTime, isLate, patiently, pause, pauseBefore } from './patience.js'
import { isAfter, type Place } from './position.js'
import { placeIn } from './stored.js'

/** Events read at once. */
export const pageSize: number = 1_000

/** The server leaves out its own events where the client can tell it to. */
export const noSystemEvents: NonNullable<EsdbReadAllOptions['filter']> = {
  filterOn: 'eventType',
  regex: '^[^$]',
  checkpointInterval: 32,
}

// A loop that is left ends the wrapper only, the call stays open.
const letGo = async (read: EsdbRead): Promise<void> => {
  try {
    await read.cancel?.()
  } catch {}
}

// What was read before an error is given before it is thrown.
async function* pagesOf(read: EsdbRead): AsyncGenerator<readonly EsdbRecorded[]> {
  let page: EsdbRecorded[] = []
  let failure: { readonly error: unknown } | null = null
  let isOver = false
  read.on?.('error', () => {})
  try {
    for await (const { event } of read) {
      if (event !== undefined) page.push(event)
      if (page.length < pageSize) continue
      yield page
      page = []
    }
    isOver = true
  } catch (error) {
    failure = { error }
  } finally {
    if (!isOver) await letGo(read)
  }
  if (page.length > 0) yield page
  if (failure !== null) throw failure.error
}

/** Reads from a cursor on, and goes on behind the last page after a lost connection. */
async function* resuming<Cursor>(
  { patience }: Open,
  start: Cursor,
  read: (cursor: Cursor) => EsdbRead,
  next: (last: EsdbRecorded) => Cursor,
): AsyncGenerator<readonly EsdbRecorded[]> {
  let cursor = start
  let deadline = performance.now() + patience
  for (let attempt = 0; ; attempt += 1) {
    try {
      for await (const page of pagesOf(read(cursor))) {
        yield page
        cursor = next(page.at(-1) as EsdbRecorded)
        attempt = 0
        deadline = performance.now() + patience
      }
      return
    } catch (error) {
      if (!isTransient(error) || performance.now() > deadline) throw error
    }
    await pause(pauseBefore(attempt))
  }
}

const orNothing = async function* (pages: AsyncIterable<readonly EsdbRecorded[]>) {
  try {
    yield* pages
  } catch (error) {
    if (!isMissingStream(error)) throw failureError(storeFailureOf(error))
  }
}

/** Everything in a stream from a revision on (inclusive); nothing when there is no such stream. */
export const streamFrom = (
  open: Open,
  stream: StreamName,
  from: number,
  maxCount?: number,
): AsyncIterable<readonly EsdbRecorded[]> => {
  const end = maxCount === undefined ? null : BigInt(from + maxCount)
  const read = (fromRevision: bigint): EsdbRead =>
    open.client.readStream(stream, {
      ...open.call,
      fromRevision,
      ...(end === null ? {} : { maxCount: Math.max(1, Number(end - fromRevision)) }),
    })
  return orNothing(resuming(open, BigInt(from), read, ({ revision }) => revision + 1n))
}

/** Everything in the log behind a place (exclusive). The server begins with the place itself. */
export async function* logAfter(open: Open, start: Place): AsyncGenerator<readonly EsdbRecorded[]> {
  const read = (fromPosition: Place): EsdbRead =>
    open.client.readAll({ ...open.call, fromPosition, filter: noSystemEvents })
  let seen = start
  for await (const page of orNothing(resuming(open, start, read, placeIn))) {
    const fresh = page.filter((event) => isAfter(placeIn(event), seen))
    seen = placeIn(page.at(-1) as EsdbRecorded)
    if (fresh.length > 0) yield fresh
  }
}

const eventsOf = async (read: EsdbRead): Promise<readonly EsdbRecorded[]> => {
  const events: EsdbRecorded[] = []
  for await (const page of pagesOf(read)) events.push(...page)
  return events
}

const drained = async (read: EsdbRead, milliseconds: number): Promise<readonly EsdbRecorded[]> => {
  try {
    return await inTime(milliseconds, eventsOf(read))
  } catch (error) {
    if (isLate(error)) await letGo(read)
    throw error
  }
}

/** The last events of the log before a place (exclusive), the latest first. */
export const logBefore = (
  open: Open,
  fromPosition: NonNullable<EsdbReadAllOptions['fromPosition']>,
  maxCount: number,
): Promise<readonly EsdbRecorded[]> =>
  patiently(open.patience, (share) => {
    const options = { ...open.call, direction: 'backwards', fromPosition, maxCount, filter: noSystemEvents } as const
    return drained(open.client.readAll(options), share)
  })

/** The last revision of a stream. */
export const lastRevision = (open: Open, stream: StreamName, patience: number = open.patience): Promise<Expected> =>
  patiently(patience, async (share) => {
    try {
      const options = { ...open.call, direction: 'backwards', fromRevision: 'end', maxCount: 1 } as const
      const [last] = await drained(open.client.readStream(stream, options), share)
      return last === undefined ? 'noStream' : Number(last.revision)
    } catch (error) {
      if (isMissingStream(error)) return 'noStream'
      throw error
    }
  })
