import type { Either } from 'fp-ts/lib/Either.js'
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Metadata, Position, Revision, StreamName } from '../kernel/event.js'
import type { Instant } from '../kernel/values/instant.js'
import type { Checkpoint, SubscriptionStore } from './checkpoint-store.js'
import type { Expected, NoneSince, Unchanged } from './expectations.js'
import type { StoreFailure } from './store-failure.js'

/** An event to append. `id` is a UUID; `data` is JSON. */
export type NewEvent = {
  readonly id: string
  readonly type: string
  readonly schemaVersion: number
  readonly data: unknown
  readonly metadata: Metadata
}

/** An event as it is stored; `data` is as it was written, not decoded. `recordedAt` never decreases along positions. */
export type RecordedEvent = NewEvent & {
  readonly stream: StreamName
  readonly revision: Revision
  readonly position: Position
  readonly recordedAt: Instant
}

export type StreamWrite = {
  readonly stream: StreamName
  readonly expected: Expected
  readonly events: ReadonlyNonEmptyArray<NewEvent>
}

/**
 * An event by its place and its id. Positions of different logs look alike: a log that does not hold the event at the
 * position is another one, or one that was put back and written on.
 */
export type Mark = { readonly position: Position; readonly eventId: string }

/**
 * Appended together or not at all, in this order; a stream written to again goes on where it was left. Where a store is
 * not `atomicAcrossStreams`, each stream and each command (`commandId`) keeps this order, while other writes may change
 * places in the log.
 */
export type AppendBatch = {
  readonly writes: ReadonlyNonEmptyArray<StreamWrite>
  readonly unchanged: readonly Unchanged[]
  readonly noneSince: readonly NoneSince[]
  /** The last event that was known when this was decided; a log that does not hold it is `LogDiverged`. */
  readonly after?: Mark | null
}

/**
 * What was appended, in the order of the batch; `after` is the position of the event before the first of it in the log
 * (`null`: there is none). Where a store's `checksReads` is not `exact`, events of others may stand between those of several streams.
 */
export type Appended = {
  readonly events: ReadonlyNonEmptyArray<RecordedEvent>
  readonly after: Position | null
}

export type ReadStreamOptions = { readonly from?: Revision; readonly maxCount?: number }

/**
 * `after` is exclusive; a log that does not hold the event of a mark or checkpoint is `LogDiverged`, while a position
 * alone is taken as it is. `types` and `categories` limit what is delivered, both must admit an event.
 */
export type ReadAllOptions = {
  readonly after?: Position | Checkpoint | null
  readonly types?: readonly string[]
  readonly categories?: readonly string[]
  readonly maxCount?: number
}

export type SubscribeOptions = Omit<ReadAllOptions, 'maxCount'>

/** Every committed event from `after` on, once, in order: catches up, then waits for more until closed. */
export type Subscription = AsyncIterable<readonly RecordedEvent[]> & { close(): Promise<void> }

/** What a store can do beyond or short of the rest. */
export type StoreCapabilities = {
  /**
   * `exact`: `unchanged` and `noneSince` hold at the moment of the commit; `streams`: `unchanged` does, `noneSince` was
   * checked right before it; `bestEffort`: both were.
   */
  readonly checksReads: 'exact' | 'streams' | 'bestEffort'
  /** Whether writes to several streams are all or nothing. */
  readonly atomicAcrossStreams: boolean
  /** Whether what was acknowledged survives the end of the process. */
  readonly durable: boolean
  /**
   * When a log that does not hold the event of `AppendBatch.after` is noticed: `atCommit`, and nothing is appended;
   * `afterCommit`: what was appended stands in the other log.
   */
  readonly checksHistory: 'atCommit' | 'afterCommit'
  /** Whether of several subscriptions under one name, in whatever process, one is active at a time. */
  readonly leases: boolean
  /** Whether every read is a way over the network, so that reading ahead saves waiting; not, where it is left out. */
  readonly isRemote?: boolean
}

/**
 * The port every store implements; the conformance suite says what each method promises.
 * Readers throw an `Error` that carries a `StoreFailure` (see `failureOf`). A position that no store of this kind gives
 * is `StoreUnreadable`, wherever it is handed in; one past the end is the end. Where the log turns out not to hold an
 * event that was read or handed in by its mark, it is `LogDiverged`, at the next contact.
 */
export type EventStore = {
  readonly capabilities: StoreCapabilities
  /** Appends a batch, or says why not. The same ids in the same order with the same expectation again: the first answer again. */
  append(batch: AppendBatch): TaskEither<StoreFailure, Appended>
  /** Events of a stream from a revision on (inclusive), in batches; none for a stream that does not exist. */
  readStream(stream: StreamName, options?: ReadStreamOptions): AsyncIterable<readonly RecordedEvent[]>
  /** Every event after a position, in batches, in one stable order. */
  readAll(options?: ReadAllOptions): AsyncIterable<readonly RecordedEvent[]>
  subscribe(options?: SubscribeOptions): Subscription
  /** Checkpoints and leases of subscriptions, kept beside the events. */
  readonly subscriptions: SubscriptionStore
  /** What was appended with ids made by `eventId` of this command, whenever that was; `null` when nothing. */
  appendedBy(commandId: string): TaskEither<StoreFailure, Appended | null>
  /** The last event; `null` in an empty store. */
  head(): TaskEither<StoreFailure, Mark | null>
  /** Finishes what was taken on and lets go of every handle. */
  close(): Promise<void>
}

/** A store that is not open yet, and what to call it in messages. Opening again gives another handle on the same events. */
export type StoreSource = {
  readonly name: string
  open(): Promise<Either<StoreFailure, EventStore>>
}
