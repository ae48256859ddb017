import { type Expected, type StreamName, streamConflict, type Unchanged } from '@clientele/domain'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import type { EsdbAppendRecords, EsdbCheck, EsdbLikeClient, EsdbProposed, EsdbRecord } from '../client/client.js'
import { isBadRequest, isUnsupported, violationsOf } from '../client/failure.js'
import { retry, withTimeout } from '../client/retry.js'
import { lastRevision } from '../log/raw.js'
import type { OpenStore } from '../open.js'
import { isSingleWrite, type Work } from './work.js'

/** A batch as one request. */
export type Request = { readonly records: EsdbRecord[]; readonly checks: EsdbCheck[] }

/**
 * The client's function that appends to several streams at once, if client and server support it (KurrentDB 26.1); else
 * `null`. Tests the server with a request without records, which writes nothing: a server with support refuses it as a
 * bad request, one without does not know it. Other errors are thrown.
 */
export const probeMultiStreamAppend = async (
  client: EsdbLikeClient,
  patience: number,
): Promise<EsdbAppendRecords | null> => {
  const { appendRecords } = client
  if (appendRecords === undefined) return null
  const append: EsdbAppendRecords = (records, checks) => appendRecords.call(client, records, checks)
  try {
    await retry({ patience }, (share) => withTimeout(share, append([], [])))
    return null
  } catch (error) {
    if (isBadRequest(error)) return append
    if (isUnsupported(error)) return null
    throw error
  }
}

// The server treats stream names of a request that differ only in case as the same stream.
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

const withoutDuplicates = (stands: readonly Unchanged[]): readonly Unchanged[] => [
  ...new Map(stands.map((stand) => [`${stand.revision} ${stand.stream}`, stand])).values(),
]

/** A batch as one request; `null` if a single write is enough, or if the server would misunderstand the request. */
export const requestOf = (work: Work): Request | null => {
  const { writes, unchanged } = work
  if (isSingleWrite(work) && unchanged.length === 0) return null
  const stands = withoutDuplicates(work.expected)
  if (!areDistinct(stands) || !writes.every(({ events }) => events.every(isFlat))) return null
  return { records: recordsOf(work), checks: stands.map(checkOf) }
}

/** The last revision of each stream that was written. */
export type Ends = ReadonlyMap<StreamName, number>

const endsOf = ({ responses }: Awaited<ReturnType<EsdbAppendRecords>>): Ends =>
  new Map(responses.map(({ streamName, revision }) => [streamName, Number(revision)]))

type Conflict = ReturnType<typeof streamConflict>

// Reports the first changed stream in the order of the batch, as every store does.
const conflictFrom = async (open: OpenStore, work: Work, moved: ReadonlyMap<string, Expected>): Promise<Conflict> => {
  const { there } = open.names
  const stand = work.expected.find(({ stream }) => moved.has(there(stream))) ?? {
    stream: work.writes[0].stream,
    revision: work.writes[0].expected,
  }
  return streamConflict(stand, moved.get(there(stand.stream)) ?? (await lastRevision(open, stand.stream)))
}

/**
 * Appends all or nothing; retries if the answer is lost, since the server does not store the same append twice. Returns
 * `null` if the server does not accept the batch as one request.
 */
export const sendTogether = async (
  open: OpenStore,
  work: Work,
  { append, request }: { readonly append: EsdbAppendRecords; readonly request: Request },
): Promise<Either<Conflict, Ends | null>> => {
  const send = (share: number) =>
    withTimeout(Math.min(open.appendTimeout, share), append(request.records, request.checks))
  try {
    return right(endsOf(await retry(open, send)))
  } catch (error) {
    const moved = violationsOf(error)
    if (moved !== null) return left(await conflictFrom(open, work, moved))
    if (isBadRequest(error)) return right(null)
    throw error
  }
}
