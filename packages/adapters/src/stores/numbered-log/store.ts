import type {
  AppendBatch,
  Appended,
  EventStore,
  HostWrites,
  HostWritesKind,
  LeaseStore,
  Mark,
  StoreFailure,
  SubscriptionStore,
} from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js'
import { refuseHostWrites } from '../../log/refuse-host-writes.js'
import type { Signal } from '../../timing/signal.js'
import { appendedFrom, appendResult } from './appended.js'
import { chainOver, type WithSource } from './chain/chain.js'
import type { GroupCommit } from './group-commit.js'
import { type Pages, readingAll, readingStream } from './reading.js'
import type { Row } from './recorded.js'
import { serializeBatch } from './serialized.js'
import { subscribing } from './subscribing.js'

/** A durable numbered log; `rowsOf` and `head` may throw what `failureOf` understands. */
export type Engine = {
  readonly signal: Signal
  readonly commits: GroupCommit
  readonly pages: Pick<Pages, 'ofStream' | 'ofAll' | 'watch'>
  /** What was appended with ids of a command, in order. */
  rowsOf(commandId: string): Promise<readonly Row[]>
  /** The last event. */
  head(): Promise<Mark | null>
  failureOf(error: unknown): StoreFailure
  /** Gives the events and their chain to be compared, until that is done. */
  readonly withChain: WithSource
  readonly subscriptions: SubscriptionStore & { readonly leases: LeaseStore }
  readonly isRemote: boolean
  /** Which writes of a host are called in the transaction of an append. */
  readonly hostWrites: HostWritesKind
  /** Calls the writes of a host in a transaction of its own; throws what `failureOf` understands. */
  prepareHostWrites(writes: HostWrites): Promise<void>
  /** Lets go of every handle, when all appends are answered. */
  release(): Promise<void>
}

// What was appended before, by the same ids, may be unreadable.
const append = async (engine: Engine, batch: AppendBatch): Promise<Either<StoreFailure, Appended>> => {
  const { commits, failureOf, hostWrites } = engine
  const refused = refuseHostWrites(batch, hostWrites)
  if (refused !== null) return left(refused)
  const serialized = serializeBatch(batch)
  if (isLeft(serialized)) return serialized
  const rows = await commits.append(serialized.right)
  if (isLeft(rows)) return rows
  try {
    return right(appendResult(serialized.right, rows.right))
  } catch (error) {
    return left(failureOf(error))
  }
}

const appendedBy = async (engine: Engine, commandId: string): Promise<Appended | null> => {
  const rows = await engine.rowsOf(commandId)
  return isNonEmpty(rows) ? appendedFrom(rows) : null
}

const attempt = async <A>({ failureOf }: Engine, question: () => Promise<A>): Promise<Either<StoreFailure, A>> => {
  try {
    return right(await question())
  } catch (error) {
    return left(failureOf(error))
  }
}

const closed = left({ error: 'StoreClosed' } satisfies StoreFailure)

const finish = async ({ signal, commits, release }: Engine): Promise<void> => {
  signal.notify()
  await commits.settled()
  await release()
}

/** The store over a log: exact, atomic and durable. */
export const storeOver = (engine: Engine): EventStore => {
  let closing: Promise<void> | null = null
  const pages: Pages = { ...engine.pages, signal: engine.signal, isClosed: () => closing !== null }
  const asking =
    <A>(question: () => Promise<A>) =>
    async (): Promise<Either<StoreFailure, A>> =>
      closing === null ? attempt(engine, question) : closed
  return {
    capabilities: {
      checksReads: 'exact',
      atomicAcrossStreams: true,
      durable: true,
      checksHistory: 'atCommit',
      leases: true,
      isRemote: engine.isRemote,
      hostWrites: engine.hostWrites,
      seals: 'log',
    },
    append: (batch) => async () => (closing === null ? append(engine, batch) : closed),
    prepareHostWrites: (writes) => asking(() => engine.prepareHostWrites(writes)),
    readStream: readingStream(pages),
    readAll: readingAll(pages),
    subscribe: subscribing(pages),
    subscriptions: engine.subscriptions,
    appendedBy: (commandId) => asking(() => appendedBy(engine, commandId)),
    head: () => asking(engine.head),
    chain: chainOver({ withSource: engine.withChain, isClosed: pages.isClosed, failureOf: engine.failureOf }),
    close: () => {
      closing ??= finish(engine)
      return closing
    },
  }
}
