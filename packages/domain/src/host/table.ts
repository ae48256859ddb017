import { type EventCatalogue, eventCatalogue } from '../catalogue.js'
import { type CommandTable, commandTable, rejections } from '../decisions.js'
import type { Bulk } from '../kernel/bulk.js'
import type { Decision, MembershipIndex } from '../kernel/decision.js'
import type { NamedRejection, RejectionTable } from '../kernel/rejection.js'
import { aggregateOf, aggregates } from './aggregates.js'
import type { HostDecision } from './decision.js'
import { type Host, indexesOf, streamsOf } from './definitions.js'
import { catalogueWith } from './event-catalogue.js'
import type { CommandGuard } from './guards/guard.js'
import { withCommandGuards } from './guards/guarded.js'
import { ignoreHostErrors, type OnHostError, telling } from './host-error.js'
import { withInvoked } from './invoking.js'
import type { Readable } from './needs.js'
import { protectedDecision } from './protected.js'
import { behindHostRight } from './rights.js'

/** The commands and events of a register, including those of its host. */
export type RegisterTable = {
  readonly commands: CommandTable
  readonly events: EventCatalogue
  /** The indexes of the host, which the register does not maintain. */
  readonly indexes: readonly MembershipIndex[]
  /** The categories of all streams. */
  readonly categories: readonly string[]
}

const ownTable: RegisterTable = {
  commands: commandTable,
  events: eventCatalogue,
  indexes: [],
  categories: Object.keys(aggregates),
}

const createReadable = (host: Host, isOurIndex: (name: string) => boolean): Readable => {
  const aggregates = new Map(streamsOf(host).map((one) => [one.category, one.aggregate]))
  const indexes = new Set(indexesOf(host))
  return {
    aggregateOf: (category) => aggregateOf(category) ?? aggregates.get(category),
    hasIndex: (index) => indexes.has(index) || isOurIndex(index.name),
  }
}

const ourRejections: RejectionTable = rejections

const rejectionsFor = (host: HostDecision): RejectionTable => {
  const declared: readonly NamedRejection[] = Object.values(host.rejections)
  return { ...ourRejections, ...Object.fromEntries(declared.map((one) => [one.error, one])) }
}

const reportingGuard = (guard: CommandGuard, onHostError: OnHostError): CommandGuard => {
  const where = { kind: 'guard', name: guard.name } as const
  return {
    ...guard,
    steps: guard.steps.map((step) => telling(step, onHostError, where)),
    unless: telling(guard.unless, onHostError, where),
  }
}

const reportingDecision = (host: HostDecision, onHostError: OnHostError): HostDecision => {
  const { decision, invokes } = host
  const where = { kind: 'decision', name: decision.command.type } as const
  return {
    ...host,
    invokes: invokes && telling(invokes, onHostError, where),
    decision: {
      ...decision,
      steps: decision.steps.map((step) => telling(step, onHostError, where)),
      decide: telling(decision.decide, onHostError, where),
    },
  }
}

/**
 * Creates the commands and events of a register; `isOurIndex` recognizes the indexes of this library by name, and
 * `onHostError` receives errors of guards, decisions and upcasts of the host.
 */
export const registerTable = (
  host: Host,
  isOurIndex: (name: string) => boolean,
  onHostError: OnHostError = ignoreHostErrors,
): RegisterTable => {
  if (host.guards.length === 0 && host.decisions.length === 0) return ownTable
  const guards = host.guards.map((guard) => reportingGuard(guard, onHostError))
  const readable = createReadable(host, isOurIndex)
  const guarded = (decided: Decision | Bulk): Decision | Bulk =>
    decided.kind === 'bulk' ? decided : withCommandGuards(decided, guards, readable)
  const ours = Object.entries(commandTable).map(([type, { decode, decided }]) => [
    type,
    { decode, decided: guarded(decided) },
  ])
  const theirs = host.decisions.map((given) => {
    const one = reportingDecision(given, onHostError)
    const protectedOne = protectedDecision(one, { readable, declared: rejectionsFor(one), onHostError })
    const decision = behindHostRight(withInvoked(one, protectedOne), one.right)
    return [one.decision.command.type, { decode: one.decode, decided: guarded(decision) }]
  })
  return {
    commands: Object.fromEntries([...ours, ...theirs]),
    events: catalogueWith(streamsOf(host), onHostError),
    indexes: indexesOf(host),
    categories: [...Object.keys(aggregates), ...streamsOf(host).map(({ category }) => category)],
  }
}
