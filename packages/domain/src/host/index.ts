export { aggregates, catalogueCategories } from './aggregates.js'
export { isHostName, longestHostName, problemOfHost } from './check.js'
export { type HostDecision, hostDecision, steppedHostDecision } from './decision.js'
export type { Host } from './definitions.js'
export {
  type DecisionFailed,
  type GuardFailed,
  type HostFailure,
  isHostFailure,
  nameOfThrown,
  tryHost,
} from './failures.js'
export { type CommandGuard, type GuardReading, guard, guardReads, type Judged } from './guards/guard.js'
export type { ProposedChange, ProposedEvent } from './guards/proposed-change.js'
export { type HostErrorPlace, ignoreHostErrors, isUnawaited, type OnHostError, telling } from './host-error.js'
export { definitionOfRejection, withDefinitionOf } from './refusal.js'
export { type HostRight, hostRejections, OnlyForHost } from './rights.js'
export { command, commandAbout, event, rejection } from './shapes/messages.js'
export { type HostStreams, hostStreams, tellUnfolded } from './streams.js'
export { type RegisterTable, registerTable } from './table.js'
