import type { Answers, MembershipIndex, Needs, Outcome } from '../../kernel/decision.js'
import type { NamedDefinition } from '../../kernel/message.js'
import type { Rejection, RejectionsOf, RejectionTable } from '../../kernel/rejection.js'
import { type FieldsOf, fields, refuseMalformed } from '../shapes/fields.js'
import type { HostStreams } from '../streams.js'
import type { ProposedChange } from './proposed-change.js'

/**
 * The input of a guard: a command with the events it would append, and the answers to the guard's reads `before` those
 * events and `after` them (states with the events folded in, lookups with the streams they add).
 */
export type Judged<A = unknown> = { readonly change: ProposedChange; readonly before: A; readonly after: A }

type Methods = { step(judged: Judged): Needs; unless(judged: Judged): Outcome | null }

/** The reading steps of a guard; each may depend on the change and on the answers so far. */
export type GuardReading<A> = {
  readonly steps: readonly Methods['step'][]
  /** Adds a step that may depend on the answers so far. */
  also<N extends Needs>(step: (judged: Judged<A>) => N): GuardReading<A & Answers<N>>
}

const readingOf = <A>(steps: readonly Methods['step'][]): GuardReading<A> => ({
  steps,
  also: (step) => readingOf([...steps, step]),
})

/** Reads for a guard, in one step or several: `guardReads(first).also(second)`. */
export const guardReads = <N extends Needs>(first: (judged: Judged<object>) => N): GuardReading<Answers<N>> =>
  readingOf([first])

/** A rule of the host that may refuse any command. `R` are its rejections. */
export type CommandGuard<R extends Rejection = Rejection> = {
  readonly kind: 'guard'
  readonly name: string
  /** The event types it checks; `null`: all. */
  readonly looksAt: readonly string[] | null
  readonly rejections: RejectionTable
  readonly streams: readonly HostStreams[]
  readonly indexes: readonly MembershipIndex[]
  readonly steps: readonly Methods['step'][]
  unless(judged: Judged): Outcome | null
  /** Carries the type of its rejections; has no value. */
  readonly refusesWith?: R
}

type GuardRule<R extends RejectionTable, A> = {
  /** The name in failures; unique per register. */
  readonly name: string
  /** The rejections it refuses with, by name. */
  readonly rejections: R
  /** The events it checks: it is called only for commands that append one of them. By default it is called for all. */
  readonly events?: readonly NamedDefinition[] | undefined
  readonly reads: GuardReading<A>
  /** Returns a rejection, or `null`. Must be pure: it may be called several times for a command. */
  readonly unless: (judged: Judged<A>) => Outcome | null
  /** Streams of the host that it reads. */
  readonly streams?: readonly HostStreams[] | undefined
  /** Indexes of the host that it looks up. */
  readonly indexes?: readonly MembershipIndex[] | undefined
}

const guardFields: FieldsOf<GuardRule<RejectionTable, unknown>> = {
  name: fields.text,
  rejections: fields.object,
  events: fields.optional(fields.list),
  reads: fields.steps,
  unless: fields.call,
  streams: fields.optional(fields.list),
  indexes: fields.optional(fields.list),
}

/**
 * Defines a guard: a rule of the host over the events that any command would append. It is read and decided together
 * with the command, and the append depends on everything it has read (optimistic concurrency).
 */
export const guard = <const R extends RejectionTable, A>(rule: GuardRule<R, A>): CommandGuard<RejectionsOf<R>> => {
  refuseMalformed('guard', rule, guardFields)
  return {
    kind: 'guard',
    name: rule.name,
    looksAt: rule.events?.map(({ type }) => type) ?? null,
    rejections: rule.rejections,
    streams: rule.streams ?? [],
    indexes: rule.indexes ?? [],
    steps: rule.reads.steps,
    unless: rule.unless,
  }
}
