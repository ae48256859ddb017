import { type Either, right } from 'fp-ts/lib/Either.js'
import type { StreamOf } from './aggregate.js'
import type { Origin, StreamName } from './event.js'
import type { Definition, Message, NamedDefinition } from './message.js'
import type { Rejection } from './rejection.js'
import type { CalendarDate } from './values/calendar-date.js'
import type { Instant } from './values/instant.js'

/**
 * What comes with a command; the domain never asks for the time or an id. `today` is a day of the tenant's time zone.
 * `host` marks a command that the embedding service gives as itself: it has every right, whatever `by` names.
 */
export type Meta = {
  readonly by: string
  readonly host?: true | undefined
  readonly at: Instant
  readonly today: CalendarDate
  readonly commandId: string
  /** Tells the command and its actor from others, where its id was given from outside. */
  readonly digest?: string | undefined
  readonly correlationId?: string | undefined
  readonly causationId?: string | undefined
  readonly reason?: string | undefined
  readonly origin?: Origin | undefined
}

/** The n-th id of a new thing made by a command; a command repeated makes the same ids. */
export const newId = ({ commandId }: Meta, n = 0): string => (n === 0 ? commandId : `${commandId}.${n}`)

/**
 * Which streams have come to hold a key: an event of type `T` whose field `joins[T]` equals the key makes its stream a
 * member; `null` stands for any value. Members may have left since: decisions look at their states.
 */
export type MembershipIndex = {
  readonly name: string
  readonly joins: { readonly [eventType: string]: string | null }
  /** Keys that no failure may show, such as addresses. */
  readonly keysArePersonal?: true
}

/** A question for the streams that belong to any of some keys. The append is refused when somebody joined after the answer. */
export type Lookup = { readonly index: MembershipIndex; readonly keys: readonly string[] }

/** What a decision wants to know: a stream, several, or which streams belong to a key. */
export type Need = StreamOf<unknown> | readonly StreamOf<unknown>[] | Lookup

export type Needs = { readonly [name: string]: Need }

/** Nothing more to read. */
export const noNeeds = {} as const satisfies Needs

/** What a need is answered with: a state, states by stream, or stream names. */
export type Answer<N> =
  N extends StreamOf<infer State>
    ? State
    : N extends readonly StreamOf<infer State>[]
      ? ReadonlyMap<StreamName, State>
      : readonly StreamName[]

export type Answers<N extends Needs> = { readonly [K in keyof N]: Answer<NonNullable<N[K]>> }

type Step<D, A, N extends Needs> = (data: D, meta: Meta, answers: A) => N

/** The steps of reading; each is a pure function of the command and the answers so far. */
export type Reading<D, A> = {
  readonly steps: readonly ErasedStep[]
  /** A further step that may depend on what has been read. */
  also<N extends Needs>(step: Step<D, A, N>): Reading<D, A & Answers<N>>
}

type Methods = { step(data: unknown, meta: Meta, answers: unknown): Needs }
/** A step of reading, whatever it reads. */
export type ErasedStep = Methods['step']

const readingOf = <D, A>(steps: readonly ErasedStep[]): Reading<D, A> => ({
  steps,
  also: (step) => readingOf([...steps, step as ErasedStep]),
})

/** Reading in several steps: `readingIn(first).also(second)`. */
export const reading = <D, N extends Needs>(first: (data: D, meta: Meta) => N): Reading<D, Answers<N>> =>
  readingOf([first as ErasedStep])

/** Events for one stream; an `origin` of their own wins over the command's. */
export type Write = {
  readonly stream: StreamOf<unknown>
  readonly events: readonly Message[]
  readonly origin?: Origin | undefined
}

/** What to append: originating stream first; nothing at all when the list is empty. */
export type Writes = readonly Write[]

export type Outcome = Either<Rejection, Writes>

/** Events for a stream; a write without events is left out by `accept`. */
export const write = (stream: StreamOf<unknown>, ...events: readonly Message[]): Write => ({ stream, events })

/** A write whose events come about in another way than the command does. */
export const withOrigin = (origin: Origin, one: Write): Write => ({ ...one, origin })

/** A write that another change of the same command brings along. */
export const followUp = (one: Write): Write => withOrigin('followUp', one)

const holdsEvents = ({ events }: Write): boolean => events.length > 0

/** Yes: these events happen. Writes without events are left out. */
export const accept = (...writes: Writes): Either<never, Writes> => right(writes.filter(holdsEvents))

/** The writes with all events of a stream together, in the order in which the streams first come. */
export const joined = (writes: Writes): Writes => {
  const byStream = new Map<StreamName, Write>()
  for (const { stream, events, ...rest } of writes) {
    const before = byStream.get(stream.name)?.events ?? []
    byStream.set(stream.name, { ...rest, stream, events: [...before, ...events] })
  }
  return [...byStream.values()]
}

/** There is nothing to do. */
export const nothing: Either<never, Writes> = right([])

/** The outcome where a condition holds; guards are joined by `??` and the last word is `accept`. */
export const when = (condition: boolean, outcome: Outcome): Outcome | null => (condition ? outcome : null)

/**
 * The streams that a decision changes, each by itself: where to find them, and how to fold one. What is found may be none
 * of them: the decision looks at the states. The index joins every event that gives a stream something to change.
 */
export type Members<State = unknown> = {
  readonly found: Lookup
  readonly streamOf: (stream: StreamName) => StreamOf<State>
  /** Which of the found ones are meant; by default all. */
  readonly isMeant?: ((stream: StreamName) => boolean) | undefined
}

/** What a decision does to some of its members, and what it counts of them. */
export type MemberChanges<Count = unknown> = { readonly count: Count; readonly writes: Writes }

/** The rule of a decision that changes many streams, in the pieces it is carried out by; see `partedDecision`. */
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

/** How a command is decided: what it reads, and the pure rule over what was read. */
export type Decision<T extends string = string> = {
  readonly kind: 'decision'
  readonly command: NamedDefinition<T>
  readonly steps: readonly ErasedStep[]
  decide(answers: unknown, data: unknown, meta: Meta): Outcome
  /** Where it may change very many streams: how it is carried out in parts. */
  readonly parts?: Parts
}

type DecisionRule<T extends string, D, A> = {
  readonly command: Definition<T, D>
  readonly reads: Reading<D, A>
  readonly decide: (answers: A, data: D, meta: Meta) => Outcome
}

type SimpleRule<T extends string, D, N extends Needs> = {
  readonly command: Definition<T, D>
  readonly reads: (data: D, meta: Meta) => N
  readonly decide: (answers: Answers<N>, data: D, meta: Meta) => Outcome
}

/** A decision with one step of reading. */
export const decision = <T extends string, D, N extends Needs>(rule: SimpleRule<T, D, N>): Decision<T> =>
  steppedDecision({ ...rule, reads: reading(rule.reads) })

/** A decision that reads in several steps. */
export const steppedDecision = <T extends string, D, A>(rule: DecisionRule<T, D, A>): Decision<T> => ({
  kind: 'decision',
  command: rule.command,
  steps: rule.reads.steps,
  decide: rule.decide as Decision['decide'],
})

/** A check made before a decision, with what it reads; every refusal it can give leaves all streams as they were. */
export type Guard<D, A> = {
  readonly reads: Reading<D, A>
  readonly unless: (answers: A, data: D, meta: Meta) => Outcome | null
}

/** The decision behind a guard: what the guard reads is read first, and its refusal comes first. */
export const guarded = <T extends string, D, A>(inner: Decision<T>, guard: Guard<D, A>): Decision<T> => {
  const unless: (answers: unknown, data: unknown, meta: Meta) => Outcome | null = guard.unless as GuardMethods['unless']
  const { parts } = inner
  return {
    ...inner,
    steps: [...guard.reads.steps, ...inner.steps],
    decide: (answers, data, meta) => unless(answers, data, meta) ?? inner.decide(answers, data, meta),
    ...(parts === undefined ? {} : { parts: guardedParts(parts, guard.reads.steps, unless) }),
  }
}

type GuardMethods = { unless(answers: unknown, data: unknown, meta: Meta): Outcome | null }

const guardedParts = (inner: Parts, steps: Parts['steps'], unless: GuardMethods['unless']): Parts => ({
  ...inner,
  steps: [...steps, ...inner.steps],
  unless: (answers, count, data, meta) => unless(answers, data, meta) ?? inner.unless(answers, count, data, meta),
})

/** A command that stands for many: each is decided on its own, refusals are reported beside what was done. */
export type Bulk<T extends string = string> = {
  readonly kind: 'bulk'
  readonly command: NamedDefinition<T>
  each(data: unknown): readonly BulkPart[]
}

/** One command of a bulk, and how a refusal of it is marked. */
export type BulkPart = { readonly command: Message; readonly about: { readonly [field: string]: string } }

/** A command that stands for many: `each` lists its parts. */
export const bulk = <T extends string, D>(rule: {
  readonly command: Definition<T, D>
  readonly each: (data: D) => readonly BulkPart[]
}): Bulk<T> => ({
  kind: 'bulk',
  command: rule.command,
  each: rule.each as Bulk['each'],
})

/** One decision per command of a table; a forgotten one does not compile. */
export type Decisions<Commands> = {
  readonly [K in keyof Commands & string]: Decision<K> | Bulk<K>
}
