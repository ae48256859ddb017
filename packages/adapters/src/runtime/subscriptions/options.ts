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

/** What a handler is told beside the events; `signal` says that the subscription is closed or has lost its name. */
export type Delivery = { readonly signal: AbortSignal }

/**
 * Does something with events, in the order of the log. Every event comes at least once: again after a crash, a batch that
 * failed, or when another process takes over. What it throws or rejects with has the batch given again. Never wait in it
 * for `close`.
 */
export type EventHandler<E extends Message = never> = (
  events: readonly SubscribedEvent<E>[],
  delivery: Delivery,
) => void | Promise<void>

/** An event of this library, or one of the host (`E`), with where and when it happened. */
export type SubscribedEvent<E extends Message = never> =
  | KnownEvent
  | (E & Omit<RecordedEvent, 'type' | 'data'> & { readonly occurrence: Occurrence })

type Parking<E extends Message> = {
  park(event: SubscribedEvent<E>, failure: HandlerFailed): void | Promise<void>
}

/** Takes an event that could not be handled, to be looked at later. */
export type Park<E extends Message = never> = Parking<E>['park']

/** What of the log a subscription wants, and how. */
export type SubscriptionOptions<E extends Message = never> = {
  /** Where to begin when there is no checkpoint (exclusive): a position, or an event by its mark; by default at the start. */
  readonly after?: SubscribeOptions['after']
  readonly types?: readonly SubscribedEvent<E>['type'][]
  readonly categories?: readonly string[]
  /** Where it is kept how far the subscription has come; by default the store keeps it. */
  readonly checkpoints?: CheckpointStore
  /** The most events the handler gets at once, at least 1; 1,000 by default, and never more. */
  readonly batchSize?: number
  /**
   * How often events are given to a handler that throws, at least 1; 8 by default, `Infinity` never gives up. The pauses
   * between grow from 0.1 to 5 seconds, to about 15 seconds together.
   */
  readonly attempts?: number
  /**
   * What to do with an event whose handling failed so often: the events of its batch are then given one by one, and the
   * one that fails is given to this function and counts as handled. Without it, the subscription stops before the batch.
   */
  readonly park?: Park<E>
  /** Hears why the subscription has stopped by itself, or was not opened. */
  readonly onFailure?: (failure: SubscriptionFailure) => void | Promise<void>
  /**
   * Whether of all processes that subscribe under the name one handles events at a time (the default, where the store has
   * leases); `false`: each of them handles every event, and they share a checkpoint.
   */
  readonly exclusive?: boolean
  /**
   * After how many milliseconds without a sign of life another process takes over; 10,000 by default, at most a day. Less
   * than 300 counts as 300.
   */
  readonly takeOverAfter?: number
}

/** The handler threw, `attempts` times. The events from `from` to `to` are delivered again at the next start. */
export type HandlerFailed = {
  readonly error: 'HandlerFailed'
  readonly subscription: string
  /** The last position that was handled; `null` when there is none. */
  readonly position: Position | null
  readonly from: Position
  readonly to: Position
  readonly attempts: number
  /** The name of what was thrown; its message stays with the handler, it may be about people. */
  readonly thrown: string
}

/** A subscription of this name is open in this register. */
export type SubscriptionNameTaken = { readonly error: 'SubscriptionNameTaken'; readonly subscription: string }

/** The name, the handler or an option is none: nothing was subscribed. `subscription` is empty where the name is none. */
export type MalformedSubscription = {
  readonly error: 'MalformedSubscription'
  readonly subscription: string
  readonly problems: readonly Problem[]
}

/** Why a subscription stopped by itself, or was not opened. */
export type SubscriptionFailure = HandlerFailed | SubscriptionNameTaken | MalformedSubscription | StoreFailure

/**
 * How a subscription is doing. `waiting`: another process handles events under the name; `running`: this one does;
 * `retrying`: the handler threw, or the store or the checkpoints are away; `stopped`: it gave up, see `failure`.
 */
export type SubscriptionState = 'starting' | 'waiting' | 'running' | 'retrying' | 'stopped' | 'closed'

/** The first event of a type this program does not know: the checkpoint stays before it until the program is updated. */
export type HeldBy = { readonly type: string; readonly position: Position }

export type SubscriptionStatus = {
  readonly name: string
  readonly state: SubscriptionState
  /** What it wants of the log, where it was limited. */
  readonly types: readonly string[] | undefined
  readonly categories: readonly string[] | undefined
  /** The last event that was handled, here or (while waiting) elsewhere as far as is known; `null` before the first. */
  readonly checkpoint: Checkpoint | null
  /** How many events were parked since it was opened. */
  readonly parked: number
  readonly heldBy: HeldBy | null
  /** What went wrong last, if it has not gone well since. */
  readonly failure: { readonly error: string } | null
}

/** How long closing waits for the handler, in milliseconds; 10,000 by default. */
export type SubscriptionCloseOptions = { readonly drain?: number }

/** An open subscription; keeps the process alive until it stops. */
export type EventSubscription = {
  /**
   * Resolves when the batch that is being handled is done and its checkpoint stored; a handler that takes longer than
   * `drain` is left alone: what it does after that is not counted, its name is free, and its batch is given again at the
   * next start.
   */
  close(options?: SubscriptionCloseOptions): Promise<void>
  /** Why it stopped; `null` when it was closed. Never rejects. */
  readonly stopped: Promise<SubscriptionFailure | null>
  /** The last position that was handled; `null` before the first. */
  position(): Position | null
  status(): SubscriptionStatus
}
