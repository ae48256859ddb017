import assert, { AssertionError } from 'node:assert/strict'
import type { DomainRejection, HostDecision, Message } from '@clientele/domain'
import { type Answer, createModel, type EventOf, type LogEvent, type ModelOptions } from '../model/index.js'
import { type CommandContext, metaOf } from './context.js'
import { expectEvents, expectRefusal } from './expectations.js'
import { recordedLog } from './log.js'
import { type EventLike, type PlacedEvent, placedEvents, problemOfMessage } from './placed.js'

/** The name of a refusal: one of the domain, or of a host's own rule. */
export type RefusalName = DomainRejection['error'] | 'MalformedCommand' | (string & {})

/**
 * What is expected of a command. Every expectation is checked at once and throws an `AssertionError`, awaited or not. To
 * await a command without an expectation rejects.
 */
export type Expectation = {
  /** Exactly these events, in this order, compared whole; with `on`, in that stream. No refusal. */
  then(...events: readonly EventLike[]): void
  /** Refused by this name; with exactly these facts if they are given. No event. */
  isRefused(name: RefusalName, facts?: object): void
  /** Accepted, and there was nothing to do: no event and no refusal. */
  nothing(): void
  /** Accepted with at least one event, whichever. */
  isAccepted(): void
  /** What came of the command, for any other assertion. */
  readonly answer: Answer
}

/** What happened before. `E` are the events of a host's own decisions. */
export type Given<E extends Message = never> = {
  /** Decides a command (or any value from outside) on what was given. */
  when(command: Message, context?: CommandContext): Expectation
  /** The events as the log that a command with this context finds, for tests of projections. */
  log(context?: CommandContext): readonly LogEvent<E>[]
  /** Adds what a host adds to its register: guards, and decisions with their commands and events. */
  with<const D extends readonly HostDecision[] = readonly []>(
    options: ModelOptions & { readonly decisions?: D | undefined },
  ): Given<E | EventOf<D>>
}

const missing = (name: string): AssertionError =>
  new AssertionError({
    message: `${name} was awaited without an expectation: add .then(…), .isRefused(…) or .nothing()`,
  })

/** Whether `then` was called by `await` or by a promise. A constructor of events is a mistake, and named as one. */
const isAwaiting = ([first]: readonly unknown[]): boolean => typeof first === 'function' && !('codec' in first)

const rejectAwait = (name: string, [, reject]: readonly unknown[]): void => {
  if (typeof reject !== 'function') throw missing(name)
  reject(missing(name))
}

const nameOf = (command: unknown): string =>
  typeof command === 'object' && command !== null && 'type' in command ? String(command.type) : 'The command'

const expectAccepted = (name: string, { events, refusals }: Answer): void => {
  if (refusals.length > 0) expectEvents(name, { events, refusals }, [])
  assert.ok(events.length > 0, `${name} appended nothing`)
}

/** Makes what is expected of an answer, for a test kit of one's own. `name` is what messages call the command. */
export const expectationOf = (name: string, answer: Answer, options: ModelOptions = {}): Expectation => ({
  // biome-ignore lint/suspicious/noThenProperty: `then` is the word of the sentence; a promise that calls it is told so.
  then: (...events) => (isAwaiting(events) ? rejectAwait(name, events) : expectEvents(name, answer, events, options)),
  isRefused: (error, facts) => expectRefusal(name, answer, error, facts),
  nothing: () => expectEvents(name, answer, []),
  isAccepted: () => expectAccepted(name, answer),
  answer,
})

const givenEvents = (events: readonly PlacedEvent[], options: ModelOptions): Given => ({
  with: (other) => givenEvents(events, { ...options, ...other }),
  log: (context = {}) => recordedLog(events, null, metaOf(context), options),
  when: (command, context = {}) => {
    if (typeof command === 'function')
      assert.fail(`Expected a command { type, data }, got ${problemOfMessage(command)}`)
    const meta = metaOf(context)
    const model = createModel(recordedLog(events, command, meta, options), options)
    return expectationOf(nameOf(command), model.execute(command, meta), options)
  },
})

/**
 * Tests a rule in a sentence, without store, views or clock:
 * `given(CustomerRegistered({ … })).when(ArchiveCustomer({ customerId: 'acme' })).then(CustomerArchived({}))`.
 * Takes events as their constructors make them, in recording order. Each stands in the stream that follows from it; name
 * the stream with `on` where none does. Throws an `AssertionError` for what is no event or does not decode.
 */
export const given = (...events: readonly EventLike[]): Given => givenEvents(placedEvents(events), {})
