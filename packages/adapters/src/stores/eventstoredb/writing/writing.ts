import type { Expected, RecordedEvent, StoreFailure, StreamName } from '@clientele/domain'
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js'
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import type { EsdbExpected, EsdbProposed, EsdbRecorded } from '../client/client.js'
import { actualOf, storeFailureOf } from '../client/failure.js'
import { inTime, isLate, patiently } from '../client/patience.js'
import { streamFrom } from '../log/raw.js'
import { isSameAppend, oursIn } from '../log/stored.js'
import type { Open } from '../open.js'
import type { Write } from './write.js'

/** They are in, from a revision on; or the stream stands elsewhere; or neither is known or possible. */
export type Written =
  | { readonly kind: 'in'; readonly first: number }
  | { readonly kind: 'moved'; readonly actual: Expected }
  | { readonly kind: 'failed'; readonly failure: StoreFailure }

type Sending = {
  readonly stream: StreamName
  readonly expected: EsdbExpected
  readonly events: readonly EsdbProposed[]
}

const sendOnce = async (open: Open, { stream, expected, events }: Sending, limit: number) => {
  const expectation = { expectedRevision: expected, streamState: expected }
  const options = { ...open.call, ...expectation, deadline: limit }
  try {
    return await inTime(limit, open.client.appendToStream(stream, [...events], options))
  } catch (error) {
    if (isLate(error)) open.call = open.carefulCall
    throw error
  }
}

const sent = (open: Open, sending: Sending) =>
  open.writes(() => patiently(open, (share) => sendOnce(open, sending, Math.min(open.appendTimeout, share))))

/** Appends wherever the stream stands. For our own notes only: a repetition may store them twice. */
export const appendAnyhow = async (
  open: Open,
  stream: StreamName,
  events: readonly EsdbProposed[],
): Promise<StoreFailure | null> => {
  try {
    await sent(open, { stream, expected: 'any', events })
    return null
  } catch (error) {
    return storeFailureOf(error)
  }
}

/** Appends where a stream is expected to stand; when the answer is lost, again: the same ids are stored once. */
export const appendExactly = async (open: Open, { stream, expected, events }: Write): Promise<Written> => {
  try {
    const revision = expected === 'noStream' ? 'no_stream' : BigInt(expected)
    const { nextExpectedRevision } = await sent(open, { stream, expected: revision, events })
    return { kind: 'in', first: Number(nextExpectedRevision) - events.length + 1 }
  } catch (error) {
    const actual = actualOf(error)
    return actual === null ? { kind: 'failed', failure: storeFailureOf(error) } : { kind: 'moved', actual }
  }
}

/** The events of a write as they stand at a revision, or `null` when others stand there. */
export const readBack = async (
  open: Open,
  { stream, events }: Write,
  first: number,
): Promise<ReadonlyNonEmptyArray<RecordedEvent> | null> => {
  const found: EsdbRecorded[] = []
  for await (const page of streamFrom(open, stream, first, { maxCount: events.length })) found.push(...page)
  const there = found.slice(0, events.length)
  const isSame = events.every((event, index) => there[index] !== undefined && isSameAppend(there[index], event))
  const recorded = oursIn(there)
  if (!isSame || !isNonEmpty(recorded)) return null
  for (const event of there) open.known.note(event)
  return recorded
}
