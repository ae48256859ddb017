import type { Expected, RecordedEvent, StoreFailure, StreamName } from '@clientele/domain'
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js'
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import type { EsdbExpected, EsdbProposed, EsdbRecorded, EsdbSent } from '../client/client.js'
import { actualOf, storeFailureOf } from '../client/failure.js'
import { isTimeout, retry, withTimeout } from '../client/retry.js'
import { streamFrom } from '../log/raw.js'
import { isSameAppend, registerEventsIn } from '../log/stored.js'
import type { Call, OpenStore } from '../open.js'
import type { Write } from './write.js'

/** The result of a write: stored from a revision on; or the stream has another revision; or failed or unknown. */
export type Written =
  | { readonly kind: 'in'; readonly first: number }
  | { readonly kind: 'moved'; readonly actual: Expected }
  | { readonly kind: 'failed'; readonly failure: StoreFailure }

type SendRequest = {
  readonly stream: StreamName
  readonly expected: EsdbExpected
  readonly events: readonly EsdbProposed[]
}

const encoder = new TextEncoder()

// Not a `Buffer`: the clients look for this class only.
const toSent = (event: EsdbProposed): EsdbSent => ({
  ...event,
  metadata: encoder.encode(JSON.stringify(event.metadata)),
})

// After an append without answer, in milliseconds: the shared call may be dead.
const appendsAloneFor = 30_000

const sendOnce = async (open: OpenStore, { stream, expected, events }: SendRequest, call: Call, limit: number) => {
  const options = { expectedRevision: expected, streamState: expected, deadline: limit, ...call }
  try {
    return await withTimeout(limit, open.client.appendToStream(stream, events.map(toSent), options))
  } catch (error) {
    if (isTimeout(error)) open.appendsAloneUntil = performance.now() + appendsAloneFor
    throw error
  }
}

// Repeated alone: an error of the shared call ends all its appends, those again that would be repeated in it.
const send = (open: OpenStore, sending: SendRequest) =>
  open.writes(() => {
    let isRepeated = performance.now() < open.appendsAloneUntil
    return retry(open, (share) => {
      const call = isRepeated ? open.loneCall : open.call
      isRepeated = true
      return sendOnce(open, sending, call, Math.min(open.appendTimeout, share))
    })
  })

/** Appends at any revision. Only for the store's own notes: a retry may store them twice. */
export const appendAtAnyRevision = async (
  open: OpenStore,
  stream: StreamName,
  events: readonly EsdbProposed[],
): Promise<StoreFailure | null> => {
  try {
    await send(open, { stream, expected: 'any', events })
    return null
  } catch (error) {
    return storeFailureOf(error)
  }
}

/** Appends at the expected revision; retries if the answer is lost, since the server stores the same ids once. */
export const appendExactly = async (open: OpenStore, { stream, expected, events }: Write): Promise<Written> => {
  try {
    const revision = expected === 'noStream' ? 'no_stream' : BigInt(expected)
    const { nextExpectedRevision } = await send(open, { stream, expected: revision, events })
    return { kind: 'in', first: Number(nextExpectedRevision) - events.length + 1 }
  } catch (error) {
    const actual = actualOf(error)
    return actual === null ? { kind: 'failed', failure: storeFailureOf(error) } : { kind: 'moved', actual }
  }
}

/** Reads the events of a write at a revision; `null` if other events are there. */
export const readBack = async (
  open: OpenStore,
  { stream, events }: Write,
  first: number,
): Promise<ReadonlyNonEmptyArray<RecordedEvent> | null> => {
  const found: EsdbRecorded[] = []
  for await (const page of streamFrom(open, stream, first, { maxCount: events.length })) found.push(...page)
  const there = found.slice(0, events.length)
  const isSame = events.every((event, index) => there[index] !== undefined && isSameAppend(there[index], event))
  const recorded = registerEventsIn(there)
  if (!isSame || !isNonEmpty(recorded)) return null
  for (const event of there) open.known.note(event)
  return recorded
}
