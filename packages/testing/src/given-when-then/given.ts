import assert, { AssertionError } from 'node:assert/strict'
import type { DomainRejection, HostDecision, Message } from '@clientele/domain'
import { type Answer, createModel, type EventOf, type LogEvent, type ModelOptions } from '../model/index.js'
import { refuseUnknownOptions } from '../options/index.js'
import { type CommandContext, metaOf } from './context.js'
import { expectEvents, expectRefusal } from './expectations.js'
import { recordLog } from './log.js'
import { type EventLike, type PlacedEvent, placedEvents, problemOfMessage } from './placed.js'

/** The name of a refusal: one of the domain, or of a host's own rule. */
export type RefusalName = DomainRejection['error'] | 'MalformedCommand' | (string & {})

/**
 * The expectations of a command. Each is checked immediately and throws an `AssertionError`, awaited or not. Awaiting a
 * command without an expectation rejects.
 */
export type Expectation = {
  /** Expects exactly these events in this order, deeply equal; with `on`, in that stream. No refusal. */
  then(...events: readonly EventLike[]): void
  /** Expects a refusal with this name, and with exactly these facts if they are given. No event. */
  isRefused(name: RefusalName, facts?: object): void
  /** Expects that there was nothing to do: no event and no refusal. */
  nothing(): void
  /** Expects at least one event, of any type, and no refusal. */
  isAccepted(): void
  /** The result of the command, for any other assertion. */
  readonly answer: Answer
}

/** The given events, on which commands are decided. `E` are the events of a host's own decisions. */
export type Given<E extends Message = never> = {
  /** Decides a command, or any untrusted value, on the given events. */
  when(command: Message, context?: CommandContext): Expectation
  /** Returns the given events as the log on which a command with this context is decided, for tests of projections. */
  log(context?: CommandContext): readonly LogEvent<E>[]
  /** Adds guards and decisions of a host, with their commands and events. */
  with<const D extends readonly HostDecision[] = readonly []>(
    options: ModelOptions & { readonly decisions?: D | undefined },
  ): Given<E | EventOf<D>>
}

const missingExpectation = (name: string): AssertionError =>
  new AssertionError({
    message: `${name} was awaited without an expectation: add .then(…), .isRefused(…) or .nothing()`,
  })

/** Whether `await` or a promise called `then`. An event constructor is a function too: it was passed without being called. */
const isAwaiting = ([first]: readonly unknown[]): boolean => typeof first === 'function' && !('codec' in first)

const rejectAwait = (name: string, [, reject]: readonly unknown[]): void => {
  if (typeof reject !== 'function') throw missingExpectation(name)
  reject(missingExpectation(name))
}

const nameOf = (command: unknown): string =>
  typeof command === 'object' && command !== null && 'type' in command ? String(command.type) : 'The command'

const expectAccepted = (name: string, { events, refusals }: Answer): void => {
  if (refusals.length > 0) expectEvents(name, { events, refusals }, [])
  assert.ok(events.length > 0, `${name} appended nothing`)
}

/** Creates the expectations of an answer, for a test kit of your own. `name` is the command's name in messages. */
export const expectationOf = (name: string, answer: Answer, options: ModelOptions = {}): Expectation => ({
  // biome-ignore lint/suspicious/noThenProperty: `then` is the word of the sentence; a promise that calls it is rejected.
  then: (...events) => (isAwaiting(events) ? rejectAwait(name, events) : expectEvents(name, answer, events, options)),
  isRefused: (error, facts) => expectRefusal(name, answer, error, facts),
  nothing: () => expectEvents(name, answer, []),
  isAccepted: () => expectAccepted(name, answer),
  answer,
})

const givenEvents = (events: readonly PlacedEvent[], options: ModelOptions): Given => ({
  with: (other) => {
    refuseUnknownOptions('with', other, ['guards', 'decisions'])
    return givenEvents(events, { ...options, ...other })
  },
  log: (context = {}) => recordLog(events, null, metaOf(context), options),
  when: (command, context = {}) => {
    if (typeof command === 'function')
      assert.fail(`Expected a command { type, data }, got ${problemOfMessage(command)}`)
    const meta = metaOf(context)
    const model = createModel(recordLog(events, command, meta, options), options)
    return expectationOf(nameOf(command), model.execute(command, meta), options)
  },
})

/**
 * Tests a rule in a sentence, without store, views or clock:
 * `given(CustomerRegistered({ … })).when(ArchiveCustomer({ customerId: 'acme' })).then(CustomerArchived({}))`.
 * Takes events as their constructors return them, in recording order. The stream of an event is derived; name it with `on`
 * where that is impossible. Throws an `AssertionError` for a value that is no event or does not decode.
 */
export const given = (...events: readonly EventLike[]): Given => givenEvents(placedEvents(events), {})
