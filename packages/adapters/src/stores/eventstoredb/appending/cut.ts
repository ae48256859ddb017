import { failureError, type StoreUnreadable, type StreamName } from '@clientele/domain'
import type { EsdbRecorded } from '../client/client.js'
import { lastEvent, streamFrom } from '../log/raw.js'
import type { Open } from '../open.js'
import type { Work } from './work.js'

/** What is left of a stream is no history: names it, and says what to do. */
export const cutOff = ({ names }: Open, stream: StreamName): StoreUnreadable => ({
  error: 'StoreUnreadable',
  problem:
    `The beginning of the stream ${names.there(stream)} is cut off on the server ($tb, $maxCount, $maxAge or a deletion): take that ` +
    `out of the metadata of the stream ($$${names.there(stream)}) before the server is scavenged, else restore a backup.`,
})

const deletedFrom = BigInt(Number.MAX_SAFE_INTEGER)

const firstKept = (data: unknown): bigint => {
  const kept = typeof data === 'object' && data !== null ? Reflect.get(data, '$tb') : undefined
  return typeof kept === 'number' && kept > 0 ? BigInt(Math.trunc(kept)) : 0n
}

// The first revision that metadata leaves; of a deleted stream it is beyond all.
const firstKeptOf = async (open: Open, stream: StreamName): Promise<bigint> =>
  firstKept((await lastEvent(open, `$$${stream}`))?.data)

// Nothing is asked of the server but what came meanwhile, where the whole log has come by here.
const neverWas = async ({ looks }: Open, stream: StreamName): Promise<boolean> =>
  looks.tail()?.standOf(stream) === 'noStream' && (await looks.look()).standOf(stream) === 'noStream'

/**
 * Everything in a stream from a revision on (inclusive); nothing when there never was such a stream. Throws when what
 * is there begins later, or a deletion hides it: the server then tells the same as of a stream that never was.
 */
export async function* wholeStreamFrom(
  open: Open,
  stream: StreamName,
  from: number,
): AsyncGenerator<readonly EsdbRecorded[]> {
  if (from === 0 && (await neverWas(open, stream))) return
  const tail = open.looks.tail()
  let isMissing = false
  let first: bigint | null = null
  const onMissing = (): void => {
    isMissing = true
  }
  for await (const page of streamFrom(open, stream, from, { onMissing })) {
    first ??= page[0]?.revision ?? null
    if (first !== BigInt(from)) throw failureError(cutOff(open, stream))
    yield page
  }
  if (first !== null) return
  const isEmptied = from === 0 && !isMissing
  if (isEmptied || (await firstKeptOf(open, stream)) > BigInt(from)) throw failureError(cutOff(open, stream))
  if (isMissing) tail?.noteAbsent(stream)
}

const isDeleted = async (open: Open, stream: StreamName): Promise<boolean> => {
  if (open.looks.tail()?.standOf(stream) === 'noStream') return false
  return (await firstKeptOf(open, stream)) >= deletedFrom
}

/** The failure of a batch that begins a stream which was deleted: the server would let it begin a second time. */
export const deletedIn = async (open: Open, { writes }: Work): Promise<StoreUnreadable | null> => {
  const begun = writes.filter(({ expected }) => expected === 'noStream').map(({ stream }) => stream)
  const deleted = await Promise.all(begun.map((stream) => isDeleted(open, stream)))
  const stream = begun.find((_, index) => deleted[index] === true)
  return stream === undefined ? null : cutOff(open, stream)
}

/** Notices streams whose beginning is gone from the log, when it is read from its own beginning. */
export const beginningsSeen = (open: Open): ((event: EsdbRecorded, isOurs: boolean) => void) => {
  const begun = new Set<StreamName>()
  return ({ streamId, revision }, isOurs) => {
    if (revision === 0n) begun.add(streamId)
    else if (isOurs && !begun.has(streamId)) throw failureError(cutOff(open, streamId))
  }
}
