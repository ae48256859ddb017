import { failureError, type StoreUnreadable, type StreamName } from '@clientele/domain'
import type { EsdbRecorded } from '../client/client.js'
import { deletedFailure } from '../client/failure.js'
import { lastEvent, streamFrom } from '../log/raw.js'
import type { OpenStore } from '../open.js'
import type { Work } from './work.js'

/** The failure for a stream whose beginning is cut off: names the stream and says what to do. */
export const cutOffFailure = ({ names }: OpenStore, stream: StreamName): StoreUnreadable => ({
  error: 'StoreUnreadable',
  problem:
    `The beginning of the stream ${names.there(stream)} is cut off on the server ($tb, $maxCount, $maxAge or a deletion): take that ` +
    `out of the metadata of the stream ($$${names.there(stream)}) before the server is scavenged, else restore a backup.`,
})

const deletedFrom = BigInt(Number.MAX_SAFE_INTEGER)

const firstRevisionIn = (data: unknown): bigint => {
  const kept = typeof data === 'object' && data !== null ? Reflect.get(data, '$tb') : undefined
  return typeof kept === 'number' && kept > 0 ? BigInt(Math.trunc(kept)) : 0n
}

// The first revision that the stream's metadata keeps; for a deleted stream it is beyond all revisions.
const readFirstRevision = async (open: OpenStore, stream: StreamName): Promise<bigint> =>
  firstRevisionIn((await lastEvent(open, `$$${stream}`))?.data)

// If this process has read the whole log, this reads only the newest events from the server.
const neverExisted = async ({ logTail }: OpenStore, stream: StreamName): Promise<boolean> =>
  logTail.tail()?.standOf(stream) === 'noStream' && (await logTail.look()).standOf(stream) === 'noStream'

/**
 * All events of a stream from a revision on (inclusive); nothing if the stream never existed. Throws if the stream
 * begins later or was deleted: the server answers the same for a deleted stream as for one that never existed.
 */
export async function* wholeStreamFrom(
  open: OpenStore,
  stream: StreamName,
  from: number,
): AsyncGenerator<readonly EsdbRecorded[]> {
  if (from === 0 && (await neverExisted(open, stream))) return
  const tail = open.logTail.tail()
  let isMissing = false
  let first: bigint | null = null
  const onMissing = (): void => {
    isMissing = true
  }
  for await (const page of streamFrom(open, stream, from, { onMissing })) {
    first ??= page[0]?.revision ?? null
    if (first !== BigInt(from)) throw failureError(cutOffFailure(open, stream))
    yield page
  }
  if (first !== null) return
  const isEmptied = from === 0 && !isMissing
  if (isEmptied || (await readFirstRevision(open, stream)) > BigInt(from))
    throw failureError(cutOffFailure(open, stream))
  if (isMissing) tail?.noteAbsent(stream)
}

const isDeleted = async (open: OpenStore, stream: StreamName): Promise<boolean> => {
  if (open.logTail.tail()?.standOf(stream) === 'noStream') return false
  return (await readFirstRevision(open, stream)) >= deletedFrom
}

const findDeletedAmong = async (open: OpenStore, created: readonly StreamName[]): Promise<StoreUnreadable | null> => {
  const deleted = await Promise.all(created.map((stream) => isDeleted(open, stream)))
  const stream = created.find((_, index) => deleted[index] === true)
  return stream === undefined ? null : cutOffFailure(open, stream)
}

/**
 * The failure of a batch that creates a stream which was deleted (the server would create it again), or `null`; at once
 * if it creates none.
 */
export const findDeletedStream = (open: OpenStore, { writes }: Work): Promise<StoreUnreadable | null> | null => {
  const created = writes.filter(({ expected }) => expected === 'noStream').map(({ stream }) => stream)
  return created.length === 0 ? null : findDeletedAmong(open, created)
}

/** Creates a check for a read of the log from its beginning: throws for a stream whose first events are missing. */
export const createBeginningCheck = (open: OpenStore): ((event: EsdbRecorded, isOurs: boolean) => void) => {
  const complete = new Set<StreamName>()
  return (event, isOurs) => {
    const { streamId, revision } = event
    if (revision === 0n) complete.add(streamId)
    if (complete.has(streamId)) return
    if (isOurs) throw failureError(cutOffFailure(open, streamId))
    // A scavenge leaves nothing of such a stream but its deletion.
    if (open.names.isOwnTombstone(event)) throw failureError(deletedFailure(open.names.there(streamId)))
  }
}
