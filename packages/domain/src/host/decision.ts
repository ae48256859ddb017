import type { Decision, MembershipIndex, Meta, Outcome, Reading } from '../kernel/decision.js'
import { steppedDecision } from '../kernel/decision.js'
import type { CommandDefinition, Message } from '../kernel/message.js'
import type { Rejection, RejectionsOf, RejectionTable } from '../kernel/rejection.js'
import type { HostRight } from './rights.js'
import type { HostStreams } from './streams.js'

/** How a command of the host is decided. `C` is the command, `R` what it is refused with. */
export type HostDecision<C extends Message = Message, R extends Rejection = Rejection> = {
  readonly kind: 'hostDecision'
  readonly decode: CommandDefinition['decode']
  readonly decision: Decision
  readonly right: HostRight
  readonly rejections: RejectionTable
  readonly streams: readonly HostStreams[]
  readonly indexes: readonly MembershipIndex[]
  /** Carries the type of its command; has no value. */
  readonly takes?: C
  /** Carries the type of its rejections; has no value. */
  readonly refusesWith?: R
}

type HostRule<T extends string, D, A, R extends RejectionTable> = {
  readonly command: CommandDefinition<T, D>
  /** Who may give the command; by default the embedding service alone. */
  readonly right?: HostRight
  /** The streams of the host it writes to and reads. It may read streams of this library too. */
  readonly streams: readonly HostStreams[]
  /** The rejections it refuses with, by name; those of this library need no declaration. */
  readonly rejections?: R
  /** Indexes of the host that it looks up. */
  readonly indexes?: readonly MembershipIndex[]
  readonly reads: Reading<D, A>
  /** Accepts with writes to `streams`, refuses, or finds nothing to do. Pure: it may be called more often than once. */
  readonly decide: (answers: A, data: D, meta: Meta) => Outcome
}

type NoRejections = { readonly [name in never]: never }

/**
 * Defines how a command of the host is decided: what it reads, and a pure rule over what was read. It is executed like a
 * command of this library: optimistic concurrency, retries by `commandId`, batches and previews included.
 */
export const hostDecision = <T extends string, D, A, const R extends RejectionTable = NoRejections>(
  rule: HostRule<T, D, A, R>,
): HostDecision<Message<T, D>, RejectionsOf<R>> => ({
  kind: 'hostDecision',
  decode: rule.command.decode,
  decision: steppedDecision({ command: rule.command, reads: rule.reads, decide: rule.decide }),
  right: rule.right ?? 'host',
  rejections: rule.rejections ?? {},
  streams: rule.streams,
  indexes: rule.indexes ?? [],
})
