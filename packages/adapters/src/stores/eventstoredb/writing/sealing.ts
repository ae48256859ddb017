import type { StoreFailure } from '@clientele/domain'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import type { EsdbRecord } from '../client/client.js'
import { storeFailureOf } from '../client/failure.js'
import { streamFrom } from '../log/raw.js'
import { sealed, sealIn } from '../log/seal.js'
import { isOurs } from '../log/stored.js'
import type { Open } from '../open.js'
import { byStream, joined, type Writes } from './layers.js'
import type { Write } from './write.js'

const readBefore = async (open: Open, stream: string, revision: number): Promise<string> => {
  for await (const [event] of streamFrom(open, stream, revision, { maxCount: 1 }))
    if (event !== undefined && isOurs(event)) return sealIn(event.metadata)?.hash ?? ''
  let last = ''
  for await (const page of streamFrom(open, stream, 0, { maxCount: revision + 1 }))
    for (const event of page) if (isOurs(event)) last = sealIn(event.metadata)?.hash ?? ''
  return last
}

/**
 * The hash of the last event of ours where a stream is expected to stand; asked of the server where it is not known.
 */
const hashBefore = async (open: Open, { stream, expected }: Pick<Write, 'stream' | 'expected'>): Promise<string> => {
  if (expected === 'noStream') return ''
  return open.known.hashAt(stream, expected) ?? (await readBefore(open, stream, expected))
}

const withSeals = async (open: Open, write: Write): Promise<Write> => ({
  ...write,
  events: sealed(write.stream, write.events, await hashBefore(open, write)),
})

/** A write with its events sealed, as it is sent. What other programs write to its stream later does not matter. */
export const sealedWrite = async (open: Open, write: Write): Promise<Either<StoreFailure, Write>> => {
  try {
    return right(await withSeals(open, write))
  } catch (error) {
    return left(storeFailureOf(error))
  }
}

/** The records of writes, sealed stream by stream, in their order. */
export const sealedRecords = async (open: Open, writes: Writes): Promise<EsdbRecord[]> => {
  const streams = await Promise.all(byStream(writes).map((group) => withSeals(open, joined(group))))
  const byId = new Map(streams.flatMap(({ events }) => events.map((event) => [event.id, event])))
  return writes.flatMap(({ stream, events }) =>
    events.map((event) => ({ streamName: stream, record: byId.get(event.id) ?? event })),
  )
}
