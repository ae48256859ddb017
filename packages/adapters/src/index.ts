export {
  type ColumnFailed,
  type HostCell,
  type HostColumn,
  type ProjectedEvent,
  type Projection,
  type ProjectionDefinition,
  type ProjectionReader,
  type ProjectionStopped,
  projection,
} from '@clientele/projections'
export type { Batch, BatchedOutcome, BatchOptions } from './batch.js'
export type * from './clientele.js'
export { eventId, newCommandId } from './event-id.js'
export type * from './execute.js'
export type { HostTypes, NoHost } from './host/typed.js'
export type { KeysOptions, MasterKey } from './keys/options.js'
export type { Abortable } from './log/abortable.js'
export { type Logger, silentLogger } from './logger.js'
export { openClientele } from './open-clientele.js'
export type * from './outcome.js'
export type { PersonActivity } from './person-data/activities.js'
export type { PersonDataExport, PersonRecord, RecordedText } from './person-data/person-data.js'
export {
  kindOfRefusal,
  type ProblemDetails,
  type ProblemDetailsOptions,
  problemDetails,
  type RefusalKind,
} from './problem-details.js'
export type { PersonRead, ReadLog } from './read-log/read-log.js'
export type { DuePerson } from './retention/due.js'
export type { NotErased, RetentionReceipt } from './retention/erase.js'
export type { ErasurePreview, ErasurePreviewOutcome, KeptDocument } from './retention/erasure-preview.js'
export {
  type RetentionPolicy,
  type RetentionQuestion,
  type RetentionSubjects,
  retentionSubjects,
} from './retention/policies.js'
export type { DuePage, Retention, RetentionOptions, RetentionRefused } from './retention/retention.js'
export type { BulkOptions, BulkProgress } from './runtime/execution/bulk.js'
export type { Context } from './runtime/execution/context.js'
export type { ExpectedRevisions } from './runtime/execution/expected.js'
export type { Preview, PreviewedEvent } from './runtime/execution/preview.js'
export type {
  BulkFailure,
  Executed,
  ExecutionResult,
  NewIds,
  Receipt,
  ReceiptEvent,
} from './runtime/execution/receipt.js'
export type { CommandIdReused } from './runtime/execution/retry.js'
export type { Health, HealthOptions, Lag, LastFailure } from './runtime/health.js'
export type { RebuildOptions, Rebuilt } from './runtime/snapshots/rebuild.js'
export type { SnapshotOptions } from './runtime/snapshots/scheduler.js'
export type { CatchUpTimedOut, CatchUpTo, CaughtUp, CaughtUpOptions } from './runtime/subscriptions/catching-up.js'
export type * from './runtime/subscriptions/options.js'
export { memoryCheckpoints } from './stores/subscriptions/memory-checkpoints.js'
export { openTenants, type Tenants, type TenantsOptions } from './tenants.js'
