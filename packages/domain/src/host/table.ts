import { type EventCatalogue, eventCatalogue } from '../catalogue.js'
import { type CommandTable, commandTable, rejections } from '../decisions.js'
import type { Bulk } from '../kernel/bulk.js'
import type { Decision, MembershipIndex } from '../kernel/decision.js'
import type { NamedRejection, RejectionTable } from '../kernel/rejection.js'
import { aggregateOf } from './aggregates.js'
import type { HostDecision } from './decision.js'
import { type Host, indexesOf, streamsOf } from './definitions.js'
import { catalogueWith } from './event-catalogue.js'
import { withCommandGuards } from './guards/guarded.js'
import { withInvoked } from './invoking.js'
import type { Readable } from './needs.js'
import { protectedDecision } from './protected.js'
import { behindHostRight } from './rights.js'

/** The commands and events of a register, with what its host adds. */
export type RegisterTable = {
  readonly commands: CommandTable
  readonly events: EventCatalogue
  /** The indexes of the host, which the register does not keep. */
  readonly indexes: readonly MembershipIndex[]
}

const ownTable: RegisterTable = { commands: commandTable, events: eventCatalogue, indexes: [] }

const readableIn = (host: Host, isOurIndex: (name: string) => boolean): Readable => {
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

/** The commands and events of a register; `isOurIndex` tells the indexes of this library by name. */
export const registerTable = (host: Host, isOurIndex: (name: string) => boolean): RegisterTable => {
  if (host.guards.length === 0 && host.decisions.length === 0) return ownTable
  const readable = readableIn(host, isOurIndex)
  const guarded = (decided: Decision | Bulk): Decision | Bulk =>
    decided.kind === 'bulk' ? decided : withCommandGuards(decided, host.guards, readable)
  const ours = Object.entries(commandTable).map(([type, { decode, decided }]) => [
    type,
    { decode, decided: guarded(decided) },
  ])
  const theirs = host.decisions.map((one) => {
    const decision = behindHostRight(withInvoked(one, protectedDecision(one, readable, rejectionsFor(one))), one.right)
    return [one.decision.command.type, { decode: one.decode, decided: guarded(decision) }]
  })
  return {
    commands: Object.fromEntries([...ours, ...theirs]),
    events: catalogueWith(streamsOf(host)),
    indexes: indexesOf(host),
  }
}
