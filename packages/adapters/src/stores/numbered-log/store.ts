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
import { createReadAll, createReadStream, type Pages } from './reading.js'
import type { Row } from './recorded.js'
import { serializeBatch } from './serialized.js'
import { createSubscribe } from './subscribing.js'

/** A durable numbered log; `rowsOf` and `head` may throw errors that `failureOf` converts. */
export type Engine = {
  readonly signal: Signal
  readonly commits: GroupCommit
  readonly pages: Pick<Pages, 'ofStream' | 'ofAll' | 'watch'>
  /** The rows that a command appended, in order. */
  rowsOf(commandId: string): Promise<readonly Row[]>
  /** The last event. */
  head(): Promise<Mark | null>
  failureOf(error: unknown): StoreFailure
  /** Opens the events and their chain for comparison. */
  readonly withChain: WithSource
  readonly subscriptions: SubscriptionStore & { readonly leases: LeaseStore }
  readonly isRemote: boolean
  /** Which host writes run in the transaction of an append. */
  readonly hostWrites: HostWritesKind
  /** Runs host writes in a separate transaction; throws errors that `failureOf` converts. */
  prepareHostWrites(writes: HostWrites): Promise<void>
  /** Releases all resources; called when all appends are answered. */
  release(): Promise<void>
}

// `appendResult` may throw: after a retry, the rows appended before may be unreadable.
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

const closeEngine = async ({ signal, commits, release }: Engine): Promise<void> => {
  signal.notify()
  await commits.settled()
  await release()
}

/** The `EventStore` over a numbered log: exact, atomic and durable. */
export const storeOver = (engine: Engine): EventStore => {
  let closing: Promise<void> | null = null
  const pages: Pages = { ...engine.pages, signal: engine.signal, isClosed: () => closing !== null }
  const ask =
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
    prepareHostWrites: (writes) => ask(() => engine.prepareHostWrites(writes)),
    readStream: createReadStream(pages),
    readAll: createReadAll(pages, engine.isRemote),
    subscribe: createSubscribe(pages),
    subscriptions: engine.subscriptions,
    appendedBy: (commandId) => ask(() => appendedBy(engine, commandId)),
    head: () => ask(engine.head),
    chain: chainOver({ withSource: engine.withChain, isClosed: pages.isClosed, failureOf: engine.failureOf }),
    close: () => {
      closing ??= closeEngine(engine)
      return closing
    },
  }
}
