export * from './clientele.js'
export type { BulkOptions, BulkProgress } from './execution/bulk.js'
export type { Context } from './execution/context.js'
export type { Preview, PreviewedEvent } from './execution/preview.js'
export type { BulkFailure, Receipt, ReceiptEvent, Told } from './execution/receipt.js'
export type { CommandIdReused } from './execution/retry.js'
export * from './logger.js'
export type { SnapshotOptions } from './snapshots/keeping.js'
export type { RebuildOptions, Rebuilt } from './snapshots/rebuild.js'
export type { CatchUpTimedOut, CatchUpTo, CaughtUp, CaughtUpOptions } from './subscriptions/catching-up.js'
export { memoryCheckpoints } from './subscriptions/memory-checkpoints.js'
export type {
  EventHandler,
  EventSubscription,
  HandlerFailed,
  SubscriptionFailure,
  SubscriptionNameTaken,
  SubscriptionOptions,
} from './subscriptions/subscription.js'
