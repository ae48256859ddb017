import {
  type Bulk,
  commandTable,
  type Decision,
  type HostDecision,
  type KnownEvent,
  type Message,
  type Meta,
  type Outcome,
  type Rejection,
  readCommandIn,
  type StreamOf,
  type Writes,
} from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import { asDeclared } from './declared.js'
import { type AnyLog, type EventOf, type LogEvent, logOfOurs } from './log-event.js'
import { type EventReader, recordedEvent } from './recorded.js'
import { createStreams, type Streams } from './streams.js'
import { type ModelOptions, tableOf } from './table.js'

/**
 * The result of a command: the events it appended, in order, and the reasons why it was refused. A bulk command may have
 * both; the refusal of one of its parts also has the fields that identify the part.
 */
export type Answer<E extends Message = never> = {
  readonly events: readonly LogEvent<E>[]
  readonly refusals: readonly Rejection[]
}

/**
 * A register without store or views: executes the pure decisions on a log in memory. `E` are the events of a host's own
 * decisions.
 */
export type Model<E extends Message = never> = {
  /** Every event so far; grows with `execute`. */
  readonly log: readonly LogEvent<E>[]
  /** Reads any value as a command, decides it and appends its events. A malformed value is refused; it never throws. */
  execute(command: unknown, meta: Meta): Answer<E>
  /** Returns the state of a stream, folded from the log. */
  stateOf<State>(stream: StreamOf<State>): State
}

const decide = (streams: Streams, decision: Decision, data: unknown, meta: Meta, isOfDomain: boolean): Outcome => {
  const answers: Record<string, unknown> = {}
  for (const step of decision.steps)
    for (const [name, need] of Object.entries(step(data, meta, answers))) answers[name] = streams.answer(need)
  const outcome = decision.decide(answers, data, meta)
  return isOfDomain ? asDeclared(decision, outcome) : outcome
}

const append = (
  streams: Streams,
  writes: Writes,
  { by, at, commandId }: Meta,
  reader?: EventReader,
): readonly KnownEvent[] =>
  writes.flatMap(({ stream, events }) =>
    events.map((message) => {
      const [revision, position] = [streams.length(stream.name), streams.log.length + 1]
      const place = { stream: stream.name, revision, position, at, by, commandId }
      const event = recordedEvent(message, place, reader)
      streams.add(event)
      return event
    }),
  )

type Execute = Model['execute']

const executeBulk = (execute: Execute, { each }: Bulk, data: unknown, meta: Meta): Answer => {
  const parts = each(data).map(({ command, about }, index) => {
    const { events, refusals } = execute(command, { ...meta, commandId: `${meta.commandId}.${index}` })
    return { events, refusals: refusals.map((refusal) => ({ ...about, ...refusal })) }
  })
  return { events: parts.flatMap(({ events }) => events), refusals: parts.flatMap(({ refusals }) => refusals) }
}

/**
 * Creates a model of a register with this log. `execute` throws an `AssertionError` if the decision itself is wrong: it
 * returns an event that does not decode, or an event or rejection that it does not declare.
 */
export function createModel<const D extends readonly HostDecision[]>(
  log: AnyLog | undefined,
  options: ModelOptions & { readonly decisions: D },
): Model<EventOf<D>>
export function createModel(log?: AnyLog, options?: ModelOptions): Model
export function createModel(log: AnyLog = [], options: ModelOptions = {}): Model {
  const streams = createStreams(logOfOurs(log))
  const table = tableOf(options)
  const execute: Execute = (value, meta) => {
    const command = readCommandIn(table.commands, value)
    if (isLeft(command)) return { events: [], refusals: [command.left] }
    const { decided, data } = command.right
    if (decided.kind === 'bulk') return executeBulk(execute, decided, data, meta)
    const outcome = decide(streams, decided, data, meta, table.commands === commandTable)
    if (isLeft(outcome)) return { events: [], refusals: [outcome.left] }
    return { events: append(streams, outcome.right, meta, table.events), refusals: [] }
  }
  return { log: streams.log, execute, stateOf: streams.stateOf }
}
