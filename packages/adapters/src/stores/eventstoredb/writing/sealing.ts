import type { StoreFailure } from '@clientele/domain'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import type { EsdbRecord } from '../client/client.js'
import { storeFailureOf } from '../client/failure.js'
import { streamFrom } from '../log/raw.js'
import { sealEvents, sealIn } from '../log/seal.js'
import { isRegisterEvent } from '../log/stored.js'
import type { OpenStore } from '../open.js'
import { byStream, joinWrites, type Writes } from './layers.js'
import type { Write } from './write.js'

const readBefore = async (open: OpenStore, stream: string, revision: number): Promise<string> => {
  for await (const [event] of streamFrom(open, stream, revision, { maxCount: 1 }))
    if (event !== undefined && isRegisterEvent(event)) return sealIn(event.metadata)?.hash ?? ''
  let last = ''
  for await (const page of streamFrom(open, stream, 0, { maxCount: revision + 1 }))
    for (const event of page) if (isRegisterEvent(event)) last = sealIn(event.metadata)?.hash ?? ''
  return last
}

/**
 * The hash of the last register event at the expected revision of a stream; read from the server if it is not cached.
 */
const hashBefore = (open: OpenStore, { stream, expected }: Pick<Write, 'stream' | 'expected'>) =>
  expected === 'noStream' ? '' : (open.known.hashAt(stream, expected) ?? readBefore(open, stream, expected))

const sealAfter = (write: Write, before: string): Write => ({
  ...write,
  events: sealEvents(write.stream, write.events, before),
})

const withSeals = async (open: OpenStore, write: Write): Promise<Write> =>
  sealAfter(write, await hashBefore(open, write))

type Sealed = Either<StoreFailure, Write>

/**
 * Seals the events of a write, at once if the hash before them is cached. Events of other programs that come into the
 * stream later do not affect the seal.
 */
export const sealedWrite = (open: OpenStore, write: Write): Sealed | Promise<Sealed> => {
  const before = hashBefore(open, write)
  if (typeof before === 'string') return right(sealAfter(write, before))
  return before.then(
    (hash): Sealed => right(sealAfter(write, hash)),
    (error: unknown) => left(storeFailureOf(error)),
  )
}

/** The records of writes in order, sealed stream by stream. */
export const sealedRecords = async (open: OpenStore, writes: Writes): Promise<EsdbRecord[]> => {
  const streams = await Promise.all(byStream(writes).map((group) => withSeals(open, joinWrites(group))))
  const byId = new Map(streams.flatMap(({ events }) => events.map((event) => [event.id, event])))
  return writes.flatMap(({ stream, events }) =>
    events.map((event) => ({ streamName: stream, record: byId.get(event.id) ?? event })),
  )
}
