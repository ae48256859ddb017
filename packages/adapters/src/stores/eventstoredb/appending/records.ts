import { type Expected, type StreamName, streamConflict, type Unchanged } from '@clientele/domain'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import type { EsdbAppendRecords, EsdbCheck, EsdbLikeClient, EsdbProposed, EsdbRecord } from '../client/client.js'
import { isBadRequest, isUnsupported, violationsOf } from '../client/failure.js'
import { inTime, patiently } from '../client/patience.js'
import { lastRevision } from '../log/raw.js'
import type { Open } from '../open.js'
import { isLone, type Work } from './work.js'

/** A batch as one request. */
type Request = { readonly records: EsdbRecord[]; readonly checks: EsdbCheck[] }

/**
 * Appends to several streams at once where client and server can (KurrentDB 26.1); `null` where not. Nothing is
 * written to find out: a server that can refuses a request without records for that, one that cannot does not know it.
 * Whatever else it answers is no reason to do without.
 */
export const togetherOn = async (client: EsdbLikeClient, patience: number): Promise<EsdbAppendRecords | null> => {
  const { appendRecords } = client
  if (appendRecords === undefined) return null
  const append: EsdbAppendRecords = (records, checks) => appendRecords.call(client, records, checks)
  try {
    await patiently({ patience }, (share) => inTime(share, append([], [])))
    return null
  } catch (error) {
    if (isBadRequest(error)) return append
    if (isUnsupported(error)) return null
    throw error
  }
}

// The server takes the names of a request that differ in case only for one.
const areDistinct = (stands: readonly Unchanged[]): boolean =>
  new Set(stands.map(({ stream }) => stream.toLowerCase())).size === stands.length

const isFlat = ({ metadata }: EsdbProposed): boolean =>
  Object.values(metadata).every((value: unknown) => typeof value === 'string' && !/\p{Cs}/u.test(value))

const checkOf = ({ stream, revision }: Unchanged): EsdbCheck => ({
  type: 'stream_state',
  streamName: stream,
  expectedState: revision === 'noStream' ? 'no_stream' : BigInt(revision),
})

const recordsOf = ({ writes }: Work): EsdbRecord[] =>
  writes.flatMap(({ stream, events }) => events.map((record) => ({ streamName: stream, record })))

const onceEach = (stands: readonly Unchanged[]): readonly Unchanged[] => [
  ...new Map(stands.map((stand) => [`${stand.revision} ${stand.stream}`, stand])).values(),
]

/** A batch as one request, or `null` when one write says it all or the server would not take it for what it is. */
export const requestOf = (work: Work): Request | null => {
  const { writes, unchanged } = work
  if (isLone(work) && unchanged.length === 0) return null
  const stands = onceEach(work.expected)
  if (!areDistinct(stands) || !writes.every(({ events }) => events.every(isFlat))) return null
  return { records: recordsOf(work), checks: stands.map(checkOf) }
}

/** Which revision each stream written to ends at; `null`: the server does not take the batch this way. */
export type Ends = ReadonlyMap<StreamName, number>

const endsOf = ({ responses }: Awaited<ReturnType<EsdbAppendRecords>>): Ends =>
  new Map(responses.map(({ streamName, revision }) => [streamName, Number(revision)]))

type Moved = ReturnType<typeof streamConflict>

// Every store names the same stream first.
const conflictFrom = async (open: Open, work: Work, moved: ReadonlyMap<string, Expected>): Promise<Moved> => {
  const { there } = open.names
  const stand = work.expected.find(({ stream }) => moved.has(there(stream))) ?? {
    stream: work.writes[0].stream,
    revision: work.writes[0].expected,
  }
  return streamConflict(stand, moved.get(there(stand.stream)) ?? (await lastRevision(open, stand.stream)))
}

/** Appends everything or nothing; when the answer is lost, again: what is in wholly is stored once. */
export const sendTogether = async (
  open: Open,
  work: Work,
  { append, request }: { readonly append: EsdbAppendRecords; readonly request: Request },
): Promise<Either<Moved, Ends | null>> => {
  const send = (share: number) => inTime(Math.min(open.appendTimeout, share), append(request.records, request.checks))
  try {
    return right(endsOf(await patiently(open, send)))
  } catch (error) {
    const moved = violationsOf(error)
    if (moved !== null) return left(await conflictFrom(open, work, moved))
    if (isBadRequest(error)) return right(null)
    throw error
  }
}
