import type { Either } from 'fp-ts/lib/Either.js'
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Position, Revision, StreamName } from '../kernel/event.js'
import type { Checkpoint, SubscriptionStore } from './checkpoint-store.js'
import type { EventChain } from './event-chain.js'
import type { Expected, NoneSince, Unchanged } from './expectations.js'
import type { HostWrites, HostWritesKind } from './host-writes.js'
import type { KeyStoreSource } from './key-store.js'
import type { NewEvent, RecordedEvent } from './recorded-event.js'
import type { StoreFailure } from './store-failure.js'

export type StreamWrite = {
  readonly stream: StreamName
  readonly expected: Expected
  readonly events: ReadonlyNonEmptyArray<NewEvent>
}

/**
 * An event by position and id. Positions of different logs look alike: a log without this event at this position is
 * another log, or was restored from a backup and then continued.
 */
export type Mark = { readonly position: Position; readonly eventId: string }

/**
 * Events that are appended together or not at all, in this order; a stream may occur several times. In a store that is
 * not `atomicAcrossStreams`, each stream and each command (`commandId`) keeps this order, while other writes may
 * interleave.
 */
export type AppendBatch = {
  readonly writes: ReadonlyNonEmptyArray<StreamWrite>
  readonly unchanged: readonly Unchanged[]
  readonly noneSince: readonly NoneSince[]
  /** The last event known to the decision; `LogDiverged` if the log does not contain it. */
  readonly after?: Mark | null
  /** Writes of the host in the same transaction; only for stores whose `hostWrites` name it. */
  readonly hostWrites?: HostWrites | undefined
}

/**
 * The appended events, in the order of the batch; `after` is the position of the event before the first one in the log
 * (`null`: none). In a store whose `checksReads` is not `exact`, events of other appends may be between those of
 * several streams.
 */
export type Appended = {
  readonly events: ReadonlyNonEmptyArray<RecordedEvent>
  readonly after: Position | null
}

export type ReadStreamOptions = { readonly from?: Revision | undefined; readonly maxCount?: number | undefined }

/**
 * `after` is exclusive. If the log does not contain the event of a mark or checkpoint, reading fails with
 * `LogDiverged`; a position alone is not checked. `types` and `categories` filter the events, combined with AND.
 */
export type ReadAllOptions = {
  readonly after?: Position | Checkpoint | null | undefined
  readonly types?: readonly string[] | undefined
  readonly categories?: readonly string[] | undefined
  readonly maxCount?: number | undefined | undefined
}

export type SubscribeOptions = Omit<ReadAllOptions, 'maxCount'>

/** Every committed event after `after`, once, in order: catches up, then waits for new ones until closed. */
export type Subscription = AsyncIterable<readonly RecordedEvent[]> & { close(): Promise<void> }

/** The guarantees that differ between stores. */
export type StoreCapabilities = {
  /**
   * `exact`: `unchanged` and `noneSince` hold at the commit; `streams`: `unchanged` does, `noneSince` was checked right
   * before; `bestEffort`: both were checked right before.
   */
  readonly checksReads: 'exact' | 'streams' | 'bestEffort'
  /** Whether writes to several streams are atomic. */
  readonly atomicAcrossStreams: boolean
  /** Whether acknowledged events survive the end of the process. */
  readonly durable: boolean
  /**
   * When a log without the event of `AppendBatch.after` is noticed. `atCommit`: nothing is appended; `afterCommit`: the
   * events stand in the other log.
   */
  readonly checksHistory: 'atCommit' | 'afterCommit'
  /** Whether one subscription per name is active at a time, across processes. */
  readonly leases: boolean
  /** Whether every read is a network round trip, so that reading ahead saves time; by default `false`. */
  readonly isRemote?: boolean
  /**
   * The kind of `HostWrites` that the store calls in the transaction of an append; omitted if it has no such
   * transaction.
   */
  readonly hostWrites?: HostWritesKind
  /** Whether `chain` seals the log as a whole or each stream; omitted if there is no chain. */
  readonly seals?: 'log' | 'streams'
}

/**
 * The port that every store implements; the conformance suite specifies each method. Readers throw an `Error` that
 * carries a `StoreFailure` (see `failureOf`). A position in a format that this kind of store never returns is
 * `StoreUnreadable` everywhere; a position past the end counts as the end. A log that does not contain an event that
 * was read, or passed in as a mark, is `LogDiverged` at the next contact.
 */
export type EventStore = {
  readonly capabilities: StoreCapabilities
  /**
   * Appends a batch, or returns why not. Idempotent: the same ids in the same order with the same expectation return
   * the first result again.
   */
  append(batch: AppendBatch): TaskEither<StoreFailure, Appended>
  /**
   * Calls the writes of a host without events, in a transaction of its own, before anything is appended, to create its
   * tables. If it throws, the result is `WritesFailed` and nothing is written. Omitted if `hostWrites` is.
   */
  prepareHostWrites?(writes: HostWrites): TaskEither<StoreFailure, void>
  /** Reads the events of a stream from a revision (inclusive), in batches; nothing if the stream does not exist. */
  readStream(stream: StreamName, options?: ReadStreamOptions): AsyncIterable<readonly RecordedEvent[]>
  /** Reads every event after a position, in batches, in one stable order. */
  readAll(options?: ReadAllOptions): AsyncIterable<readonly RecordedEvent[]>
  subscribe(options?: SubscribeOptions): Subscription
  /** Checkpoints and leases of subscriptions, stored beside the events. */
  readonly subscriptions: SubscriptionStore
  /**
   * Returns the events that were appended with the ids that `eventId` generates for this command, at any time; `null`
   * if there are none.
   */
  appendedBy(commandId: string): TaskEither<StoreFailure, Appended | null>
  /** Returns the last event; `null` in an empty store. */
  head(): TaskEither<StoreFailure, Mark | null>
  /** Detects changes of stored events; omitted by a store that cannot. */
  readonly chain?: EventChain
  /** Finishes pending work and releases every handle. */
  close(): Promise<void>
}

/**
 * A store that is not open yet, with its name for messages. Opening it again returns another handle to the same events.
 */
export type StoreSource = {
  readonly name: string
  /** The default place of the keys of persons if a master key is given; omitted if there is none. */
  readonly keys?: KeyStoreSource
  open(): Promise<Either<StoreFailure, EventStore>>
}
