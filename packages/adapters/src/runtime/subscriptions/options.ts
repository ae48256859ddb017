import type {
  Checkpoint,
  CheckpointStore,
  KnownEvent,
  Message,
  Occurrence,
  Position,
  Problem,
  RecordedEvent,
  StoreFailure,
  SubscribeOptions,
} from '@clientele/domain'

/** The second argument of a handler; `signal` is aborted when the subscription is closed or has lost its lease. */
export type Delivery = { readonly signal: AbortSignal }

/**
 * Handles events in log order. Every event is delivered at least once: again after a crash, a failed batch, or when
 * another process takes over. If the handler throws or rejects, the batch is delivered again. Never await `close` in
 * it.
 */
export type EventHandler<E extends Message = never> = (
  events: readonly SubscribedEvent<E>[],
  delivery: Delivery,
) => void | Promise<void>

/** An event of this library or of the host (`E`), with its stream, position and times. */
export type SubscribedEvent<E extends Message = never> =
  | KnownEvent
  | (E & Omit<RecordedEvent, 'type' | 'data'> & { readonly occurrence: Occurrence })

type Parking<E extends Message> = {
  park(event: SubscribedEvent<E>, failure: HandlerFailed): void | Promise<void>
}

/** Receives an event that could not be handled, to be examined later. */
export type Park<E extends Message = never> = Parking<E>['park']

/** Which events a subscription receives, and how. */
export type SubscriptionOptions<E extends Message = never> = {
  /**
   * Where to start if there is no checkpoint (exclusive): a position, or the mark of an event; by default the
   * beginning.
   */
  readonly after?: SubscribeOptions['after'] | undefined
  readonly types?: readonly SubscribedEvent<E>['type'][] | undefined
  readonly categories?: readonly string[] | undefined
  /** Where to save the subscription's checkpoint; by default in the store. */
  readonly checkpoints?: CheckpointStore | undefined
  /** The maximum number of events in a batch, at least 1; 1,000 by default, which is also the limit. */
  readonly batchSize?: number | undefined
  /**
   * How often events are delivered to a handler that throws, at least 1; 8 by default, `Infinity` never gives up. The
   * delays grow from 0.1 to 5 seconds, about 15 seconds in total.
   */
  readonly attempts?: number | undefined
  /**
   * Called with an event whose handling failed after all `attempts`: the events of its batch are delivered one by one,
   * and the failing one is passed to this function and counts as handled. Without it, the subscription stops before the
   * batch.
   */
  readonly park?: Park<E> | undefined
  /** Called with the reason if the subscription stops by itself or is not opened. */
  readonly onFailure?: ((failure: SubscriptionFailure) => void | Promise<void>) | undefined
  /**
   * Whether only one of the processes that subscribe under the name handles events at a time (the default, if the store
   * has leases); `false`: each of them handles every event, and they share a checkpoint.
   */
  readonly exclusive?: boolean | undefined
  /**
   * After how many milliseconds without a renewed lease another process takes over; 10,000 by default, at most a day.
   * Less than 300 counts as 300.
   */
  readonly takeOverAfter?: number | undefined
  /** Closes the subscription once it is aborted. */
  readonly signal?: AbortSignal | undefined
}

/** The handler threw, `attempts` times. The events from `from` to `to` are delivered again at the next start. */
export type HandlerFailed = {
  readonly error: 'HandlerFailed'
  readonly subscription: string
  /** The last handled position; `null` if there is none. */
  readonly position: Position | null
  readonly from: Position
  readonly to: Position
  readonly attempts: number
  /** The name of the thrown error; its message is left out, since it may contain personal data. */
  readonly thrown: string
}

/** A subscription with this name is open in this register. */
export type SubscriptionNameTaken = { readonly error: 'SubscriptionNameTaken'; readonly subscription: string }

/**
 * The name, the handler or an option is malformed: nothing was subscribed. `subscription` is empty if the name is
 * malformed.
 */
export type MalformedSubscription = {
  readonly error: 'MalformedSubscription'
  readonly subscription: string
  readonly problems: readonly Problem[]
}

/** Why a subscription stopped by itself, or was not opened. */
export type SubscriptionFailure = HandlerFailed | SubscriptionNameTaken | MalformedSubscription | StoreFailure

/**
 * The state of a subscription. `waiting`: another process handles events under the name; `running`: this one does;
 * `retrying`: the handler threw, or the store or the checkpoints are away; `stopped`: it gave up, see `failure`.
 */
export type SubscriptionState = 'starting' | 'waiting' | 'running' | 'retrying' | 'stopped' | 'closed'

/**
 * The first event of a type this program does not know: the checkpoint stays before it until the program is updated.
 */
export type HeldBy = { readonly type: string; readonly position: Position }

export type SubscriptionStatus = {
  readonly name: string
  readonly state: SubscriptionState
  /** The event types it is limited to, if any. */
  readonly types: readonly string[] | undefined
  readonly categories: readonly string[] | undefined
  /**
   * The last handled event, by this process or (while waiting) by another one as far as known; `null` before the first.
   */
  readonly checkpoint: Checkpoint | null
  /** The number of events parked since it was opened. */
  readonly parked: number
  readonly heldBy: HeldBy | null
  /** The last failure, if no event was handled since. */
  readonly failure: { readonly error: string } | null
}

/** How long closing waits for the handler, in milliseconds; 10,000 by default. */
export type SubscriptionCloseOptions = { readonly drain?: number | undefined }

/** An open subscription; keeps the process alive until it stops. */
export type EventSubscription = {
  /**
   * Resolves when the current batch is handled and its checkpoint is saved. A handler that takes longer than `drain` is
   * abandoned: its result does not count, its lease is released, and its batch is delivered again at the next start.
   */
  close(options?: SubscriptionCloseOptions): Promise<void>
  /** Resolves with the reason when it stops; with `null` when it is closed. Never rejects. */
  readonly stopped: Promise<SubscriptionFailure | null>
  /** The last handled position; `null` before the first. */
  position(): Position | null
  status(): SubscriptionStatus
}
