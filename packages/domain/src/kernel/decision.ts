import { type Either, right } from 'fp-ts/lib/Either.js'
import type { StreamOf } from './aggregate.js'
import type { Origin, StreamName } from './event.js'
import type { Definition, Message, NamedDefinition } from './message.js'
import type { NamedRejection, Rejection } from './rejection.js'
import type { CalendarDate } from './values/calendar-date.js'
import type { Instant } from './values/instant.js'

/**
 * The context of a command: actor, time and ids; the domain reads no clock and makes no random id. `today` is a day in
 * the tenant's time zone. `host` marks a command of the embedding service as itself: it has every right, whatever `by`
 * says.
 */
export type Meta = {
  readonly by: string
  readonly host?: true | undefined
  readonly at: Instant
  readonly today: CalendarDate
  readonly commandId: string
  /** The digest of the command and its actor, if the caller gave the id: a reused id is refused (idempotency). */
  readonly digest?: string | undefined
  readonly correlationId?: string | undefined
  readonly causationId?: string | undefined
  readonly reason?: string | undefined
  readonly origin?: Origin | undefined
}

/** Returns the n-th new id of a command; repeating the command gives the same ids. */
export const newId = ({ commandId }: Meta, n = 0): string => (n === 0 ? commandId : `${commandId}.${n}`)

/**
 * An index of the streams that have held a key: an event of type `T` whose field `joins[T]` equals the key makes its
 * stream a member; `null` stands for any value. Members may have left since: decisions check their states.
 */
export type MembershipIndex = {
  readonly name: string
  readonly joins: { readonly [eventType: string]: string | null }
  /** Set if the keys are personal (e-mail addresses): failures do not show them. */
  readonly keysArePersonal?: true
}

/**
 * A query for the streams that hold any of the keys. The append is refused if another stream joins a key after the
 * query (optimistic concurrency).
 */
export type Lookup = { readonly index: MembershipIndex; readonly keys: readonly string[] }

/** What a decision reads: a stream, several streams, or the streams that hold a key. */
export type Need = StreamOf<unknown> | readonly StreamOf<unknown>[] | Lookup

export type Needs = { readonly [name: string]: Need }

/** Nothing more to read. */
export const noNeeds = {} as const satisfies Needs

/** The answer to a need: a state, states by stream, or stream names. */
export type Answer<N> =
  N extends StreamOf<infer State>
    ? State
    : N extends readonly StreamOf<infer State>[]
      ? ReadonlyMap<StreamName, State>
      : readonly StreamName[]

export type Answers<N extends Needs> = { readonly [K in keyof N]: Answer<NonNullable<N[K]>> }

type Step<D, A, N extends Needs> = (data: D, meta: Meta, answers: A) => N

/** The reading steps of a decision; each is a pure function of the command and the answers so far. */
export type Reading<D, A> = {
  readonly steps: readonly ErasedStep[]
  /** Adds a step that may depend on the answers so far. */
  also<N extends Needs>(step: Step<D, A, N>): Reading<D, A & Answers<N>>
}

type Methods = { step(data: unknown, meta: Meta, answers: unknown): Needs }
/** A reading step with its types erased. */
export type ErasedStep = Methods['step']

const readingOf = <D, A>(steps: readonly ErasedStep[]): Reading<D, A> => ({
  steps,
  also: (step) => readingOf([...steps, step as ErasedStep]),
})

/** Reads in several steps: `reading(first).also(second)`. */
export const reading = <D, N extends Needs>(first: (data: D, meta: Meta) => N): Reading<D, Answers<N>> =>
  readingOf([first as ErasedStep])

/** Events to append to one stream; its `origin` overrides that of the command. */
export type Write = {
  readonly stream: StreamOf<unknown>
  readonly events: readonly Message[]
  readonly origin?: Origin | undefined
}

/** The events to append, the originating stream first; empty if there is nothing to do. */
export type Writes = readonly Write[]

export type Outcome = Either<Rejection, Writes>

/** Creates a write of events to a stream; `accept` drops writes without events. */
export const write = (stream: StreamOf<unknown>, ...events: readonly Message[]): Write => ({ stream, events })

/** Sets the origin of a write, where it differs from that of the command. */
export const withOrigin = (origin: Origin, one: Write): Write => ({ ...one, origin })

/** Marks a write as a consequence of another change of the same command. */
export const followUp = (one: Write): Write => withOrigin('followUp', one)

const holdsEvents = ({ events }: Write): boolean => events.length > 0

/** Accepts a command: appends these events. Drops writes without events. */
export const accept = (...writes: Writes): Either<never, Writes> => right(writes.filter(holdsEvents))

/** Joins the writes per stream, streams in order of first appearance. */
export const joinWrites = (writes: Writes): Writes => {
  const byStream = new Map<StreamName, Write>()
  for (const { stream, events, ...rest } of writes) {
    const before = byStream.get(stream.name)?.events ?? []
    byStream.set(stream.name, { ...rest, stream, events: [...before, ...events] })
  }
  return [...byStream.values()]
}

/** The outcome of a command that has nothing to do. */
export const nothing: Either<never, Writes> = right([])

/** Returns the outcome if the condition holds, else `null`. Chain guards with `??` and end with `accept`. */
export const when = (condition: boolean, outcome: Outcome): Outcome | null => (condition ? outcome : null)

/** Returns the outcome for a value, `null` if there is no value: `whenFound(holder, (groupId) => GroupNameTaken(…))`. */
export const whenFound = <A>(value: A | null | undefined, outcomeFor: (value: A) => Outcome | null): Outcome | null =>
  value === null || value === undefined ? null : outcomeFor(value)

/**
 * The streams that a decision changes independently of each other: the lookup that finds them and the aggregate. The
 * lookup may find too many, so the decision checks the states. The index must join every event that gives a stream
 * something to change.
 */
export type Members<State = unknown> = {
  readonly found: Lookup
  readonly streamOf: (stream: StreamName) => StreamOf<State>
  /** Selects among the found streams; by default all. */
  readonly isMeant?: ((stream: StreamName) => boolean) | undefined
}

/** The writes to members, and their count. */
export type MemberChanges<Count = unknown> = { readonly count: Count; readonly writes: Writes }

/** The rule of a decision that changes many streams, split into functions; see `partedDecision`. */
export type Parts = {
  readonly steps: readonly ErasedStep[]
  members(data: unknown, meta: Meta, answers: unknown): { readonly [name: string]: Members }
  change(answers: unknown, data: unknown, meta: Meta): MemberChanges
  sum(counts: readonly unknown[]): unknown
  unless(answers: unknown, count: unknown, data: unknown, meta: Meta): Outcome | null
  opens(answers: unknown, data: unknown, meta: Meta): Writes
  closes(answers: unknown, count: unknown, data: unknown, meta: Meta): Writes
  readonly closedBy: string
}

/** The declared results of a decision: the events it may append, and its rejections. */
export type Declared<E extends string = string, R extends string = string> = {
  readonly appends: readonly NamedDefinition<E>[]
  readonly rejects: readonly NamedRejection<R>[]
}

/** The decision of a command: what it reads, and a pure rule over the answers. */
export type Decision<T extends string = string, E extends string = string, R extends string = string> = Declared<
  E,
  R
> & {
  readonly kind: 'decision'
  readonly command: NamedDefinition<T>
  readonly steps: readonly ErasedStep[]
  decide(answers: unknown, data: unknown, meta: Meta): Outcome
  /** How to execute a decision in parts that may change very many streams. */
  readonly parts?: Parts
  /** Set if guards of the host check the events of the decision. */
  readonly guarded?: Guarded
}

/** The guards that check the events of a decision as a whole. */
export type Guarded = {
  /** Whether the guards check events of these types: then they are appended together, not in parts. */
  judges(types: ReadonlySet<string>): boolean
  /** Adds the same guards to the decision of one part. */
  around(part: Decision): Decision
}

type DecisionRule<T extends string, D, A, E extends string, R extends string> = Declared<E, R> & {
  readonly command: Definition<T, D>
  readonly reads: Reading<D, A>
  readonly decide: (answers: A, data: D, meta: Meta) => Outcome
}

type SimpleRule<T extends string, D, N extends Needs, E extends string, R extends string> = Declared<E, R> & {
  readonly command: Definition<T, D>
  readonly reads: (data: D, meta: Meta) => N
  readonly decide: (answers: Answers<N>, data: D, meta: Meta) => Outcome
}

/** Defines a decision with one reading step. */
export const decision = <T extends string, D, N extends Needs, E extends string, R extends string>(
  rule: SimpleRule<T, D, N, E, R>,
): Decision<T, E, R> => steppedDecision({ ...rule, reads: reading(rule.reads) })

/** Defines a decision that reads in several steps. */
export const steppedDecision = <T extends string, D, A, E extends string, R extends string>(
  rule: DecisionRule<T, D, A, E, R>,
): Decision<T, E, R> => ({
  kind: 'decision',
  command: rule.command,
  appends: rule.appends,
  rejects: rule.rejects,
  steps: rule.reads.steps,
  decide: rule.decide as Decision['decide'],
})

/** A check before a decision, with what it reads. A refusal changes no stream. */
export type Guard<D, A> = {
  readonly reads: Reading<D, A>
  readonly unless: (answers: A, data: D, meta: Meta) => Outcome | null
}

/** Puts a guard before a decision: reads the guard's needs first, and returns the guard's refusal first. */
export const withGuard = <T extends string, D, A>(inner: Decision<T>, guard: Guard<D, A>): Decision<T> => {
  const unless: (answers: unknown, data: unknown, meta: Meta) => Outcome | null = guard.unless as GuardMethods['unless']
  const { parts } = inner
  return {
    ...inner,
    steps: [...guard.reads.steps, ...inner.steps],
    decide: (answers, data, meta) => unless(answers, data, meta) ?? inner.decide(answers, data, meta),
    ...(parts === undefined ? {} : { parts: partsWithGuard(parts, guard.reads.steps, unless) }),
  }
}

type GuardMethods = { unless(answers: unknown, data: unknown, meta: Meta): Outcome | null }

const partsWithGuard = (inner: Parts, steps: Parts['steps'], unless: GuardMethods['unless']): Parts => ({
  ...inner,
  steps: [...steps, ...inner.steps],
  unless: (answers, count, data, meta) => unless(answers, data, meta) ?? inner.unless(answers, count, data, meta),
})
