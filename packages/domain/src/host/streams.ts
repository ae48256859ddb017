import type { Immutable } from 'immer'
import { type Aggregate, aggregate, type Change, type Evolve, type StreamOf, streamOf } from '../kernel/aggregate.js'
import type { MembershipIndex } from '../kernel/decision.js'
import type { Occurred } from '../kernel/event.js'
import type { Message, MessageOf, NamedDefinition } from '../kernel/message.js'
import { failureError } from '../ports/store-failure.js'
import type { Upcast } from '../upcasts.js'
import { nameOfThrown } from './failures.js'
import { isUnawaited, type OnHostError } from './host-error.js'
import { type FieldsOf, fields, refuseMalformed } from './shapes/fields.js'

type EventTable = { readonly [type: string]: NamedDefinition }

/** A kind of streams of the host; call it with an id to get a stream. `E` are its events. */
export type HostStreams<State = unknown, E extends EventTable = EventTable> = {
  (id: string): StreamOf<State>
  readonly category: string
  readonly aggregate: Aggregate<State>
  readonly events: E
  readonly upcasts: { readonly [type: string]: readonly Upcast[] | undefined }
  readonly indexes: readonly MembershipIndex[]
}

/** The events of streams of the host. */
export type HostEventOf<S> = S extends HostStreams<unknown, infer E> ? MessageOf<E> : never

type StreamsRule<E extends EventTable, State> = {
  /** The events of the streams by type, as `event` defines them. A released name or field is never changed. */
  readonly events: E
  /** The state before the first event. */
  readonly initial: State
  /** Per event type, the change of the state. */
  readonly evolve: Evolve<MessageOf<E>, State>
  /** By event type, the steps from version 1 of its data to 2, from 2 to 3, … */
  readonly upcasts?: { readonly [K in keyof E]?: readonly Upcast[] } | undefined
  /** Indexes in which these streams are looked up. */
  readonly indexes?: readonly MembershipIndex[] | undefined
}

const fieldOf = (event: object, field: string): unknown => Reflect.get(event, field)

// Stored apart from the failure, which is logged, since the thrown error may contain personal data.
const thrownErrors = new WeakMap<object, { readonly thrown: unknown; readonly category: string }>()

/** Reports what `evolve` threw, if the error is that of an event that does not fold. */
export const tellUnfolded = (error: unknown, onHostError: OnHostError): void => {
  const found = error instanceof Error ? thrownErrors.get(error) : undefined
  if (found !== undefined) onHostError(found.thrown, { kind: 'streams', name: found.category })
}

const unfoldable = (category: string, event: Occurred, thrown: unknown): Error => {
  const [stream, revision] = [fieldOf(event, 'stream'), fieldOf(event, 'revision')]
  const failure = failureError({
    error: 'EventUnreadable',
    stream: typeof stream === 'string' ? stream : category,
    revision: typeof revision === 'number' ? revision : 0,
    type: event.type,
    problems: [{ path: '', expected: 'an event that its evolve can fold', actual: nameOfThrown(thrown) }],
  })
  thrownErrors.set(failure, { thrown, category })
  return failure
}

// Wraps an aggregate of the host: an error of its fold is attributed to its category.
const withCategoryInErrors = <State>(inner: Aggregate<State>): Aggregate<State> => {
  const guarded = <A>(events: readonly Occurred[], fold: (event: Occurred) => A): void => {
    for (const event of events)
      try {
        fold(event)
      } catch (thrown) {
        throw unfoldable(inner.category, event, thrown)
      }
  }
  return {
    ...inner,
    fold: (state, events) => {
      let folded = state
      guarded(events, (event) => {
        folded = inner.fold(folded, [event])
      })
      return folded
    },
    advance: (state, events) => guarded(events, (event) => inner.advance(state, [event])),
  }
}

const ignore = (): void => undefined

const refusePromise = <A>(returned: A): A => {
  if (isUnawaited(returned, ignore)) throw new TypeError('It returned a promise, and folds when it returns.')
  return returned
}

type Row<State> = (...given: readonly unknown[]) => Change<State>

// A promise would change the state after the event was folded, or never.
const evolveAtOnce = <E extends Message, State>(evolve: Evolve<E, State>): Evolve<E, State> =>
  Object.fromEntries(
    Object.entries(evolve as { readonly [type: string]: Row<State> }).map(([type, row]) => [
      type,
      (...given: Parameters<Row<State>>) => {
        const change = refusePromise(row(...given))
        return (draft: Parameters<Change<State>>[0]) => refusePromise(change(draft))
      },
    ]),
  ) as Evolve<E, State>

const streamsFields: FieldsOf<StreamsRule<EventTable, unknown>> = {
  events: fields.object,
  initial: fields.anything,
  evolve: fields.object,
  upcasts: fields.optional(fields.object),
  indexes: fields.optional(fields.list),
}

/**
 * Defines a kind of streams of the host (`gift-…`): their events, and how a stream is folded into a state. Only
 * decisions of the host write to them. `evolve` changes the state in place; for decisions and guards it is read-only,
 * because it is cached.
 */
export const hostStreams = <const E extends EventTable, State>(
  category: string,
  rule: StreamsRule<E, State>,
): HostStreams<Immutable<State>, E> => {
  refuseMalformed('hostStreams', rule, streamsFields)
  const { events, initial, evolve, upcasts = {}, indexes = [] } = rule
  const folded = withCategoryInErrors(aggregate(category, initial, evolveAtOnce<MessageOf<E>, State>(evolve)))
  const read = folded as Aggregate<unknown> as Aggregate<Immutable<State>>
  return Object.assign(streamOf(read), { category, aggregate: read, events, upcasts, indexes })
}
