import type { Command } from '../decisions.js'
import {
  type Answers,
  type Decision,
  type MembershipIndex,
  type Meta,
  type Needs,
  type Outcome,
  type Reading,
  reading,
  steppedDecision,
} from '../kernel/decision.js'
import type { CommandDefinition, Message } from '../kernel/message.js'
import type { Rejection, RejectionsOf, RejectionTable } from '../kernel/rejection.js'
import type { HostRight } from './rights.js'
import { type FieldsOf, fields, refuseMalformed } from './shapes/fields.js'
import type { HostEventOf, HostStreams } from './streams.js'

type Invoking = { invokes(data: unknown, meta: Meta): Command | null }

/** The decision of a command of the host. `C` is the command, `R` its rejections, `E` the events of its streams. */
export type HostDecision<C extends Message = Message, R extends Rejection = Rejection, E extends Message = Message> = {
  readonly kind: 'hostDecision'
  readonly decode: CommandDefinition['decode']
  readonly decision: Decision
  readonly right: HostRight
  readonly rejections: RejectionTable
  readonly streams: readonly HostStreams[]
  readonly indexes: readonly MembershipIndex[]
  readonly invokes: Invoking['invokes'] | undefined
  /** Carries the type of its command; has no value. */
  readonly takes?: C
  /** Carries the type of its rejections; has no value. */
  readonly refusesWith?: R
  /** Carries the type of the events of its streams; has no value. */
  readonly appends?: E
}

type HostRule<T extends string, D, R extends RejectionTable, S, Reads, A> = {
  readonly command: CommandDefinition<T, D>
  /** The right that the actor needs; by default only the embedding service may execute the command. */
  readonly right?: HostRight | undefined
  /** The streams of the host it writes to and reads. It may read streams of this library too. */
  readonly streams: S
  /** The rejections it refuses with, by name; those of this library need no declaration. */
  readonly rejections?: R | undefined
  /** Further indexes of the host that it looks up, besides those of `streams`. */
  readonly indexes?: readonly MembershipIndex[] | undefined
  /**
   * A command of this library that is decided and appended together with this one, with the rights of the same actor;
   * `null` for none. If it is rejected, both are. It is not invoked if `decide` finds nothing to do.
   */
  readonly invokes?: ((data: D, meta: Meta) => Command | null) | undefined
  readonly reads: Reads
  /**
   * Accepts with writes to `streams`, refuses, or finds nothing to do. Must be pure: it may be called several times.
   */
  readonly decide: (answers: A, data: D, meta: Meta) => Outcome
}

const ruleFields = {
  command: fields.definition,
  right: fields.optional(fields.anything),
  streams: fields.list,
  rejections: fields.optional(fields.object),
  indexes: fields.optional(fields.list),
  invokes: fields.optional(fields.call),
  reads: fields.call,
  decide: fields.call,
} satisfies FieldsOf<HostRule<string, unknown, RejectionTable, unknown, unknown, unknown>>

type NoRejections = { readonly [name in never]: never }

/** Defines the decision of a command of the host that reads in several steps: `reading(first).also(second)`. */
export const steppedHostDecision = <
  T extends string,
  D,
  A,
  const S extends readonly HostStreams[],
  const R extends RejectionTable = NoRejections,
>(
  rule: HostRule<T, D, R, S, Reading<D, A>, A>,
): HostDecision<Message<T, D>, RejectionsOf<R>, HostEventOf<S[number]>> => {
  refuseMalformed('steppedHostDecision', rule, { ...ruleFields, reads: fields.steps })
  return {
    kind: 'hostDecision',
    decode: rule.command.decode,
    decision: steppedDecision({
      command: rule.command,
      appends: rule.streams.flatMap(({ events }) => Object.values(events)),
      rejects: Object.values(rule.rejections ?? {}),
      reads: rule.reads,
      decide: rule.decide,
    }),
    right: rule.right ?? 'host',
    rejections: rule.rejections ?? {},
    streams: rule.streams,
    indexes: rule.indexes ?? [],
    invokes: rule.invokes,
  }
}

/**
 * Defines the decision of a command of the host: what it reads, and a pure rule over the answers. It is executed like a
 * command of this library, with optimistic concurrency, idempotency by `commandId`, batches and previews.
 */
export const hostDecision = <
  T extends string,
  D,
  N extends Needs,
  const S extends readonly HostStreams[],
  const R extends RejectionTable = NoRejections,
>(
  rule: HostRule<T, D, R, S, (data: D, meta: Meta) => N, Answers<N>>,
): HostDecision<Message<T, D>, RejectionsOf<R>, HostEventOf<S[number]>> => {
  refuseMalformed('hostDecision', rule, ruleFields)
  return steppedHostDecision({ ...rule, reads: reading(rule.reads) })
}
