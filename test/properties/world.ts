import {
  type Decision,
  isEventType,
  type KnownEvent,
  type MembershipIndex,
  type Message,
  type Meta,
  type Need,
  type ReadCommand,
  type RecordedEvent,
  type Rejection,
  readCommand,
  readEvent,
  type StreamName,
  type StreamOf,
  schemaVersionOf,
  type Writes,
} from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import { asDeclared } from '../declared.js'

/** What executing a command on the domain alone gave. */
export type Answer = {
  readonly events: readonly KnownEvent[]
  readonly refusals: readonly Rejection[]
}

/** A log in a list with the states it folds to: the pure decisions at work, without store or projections. */
export type DomainWorld = {
  readonly log: readonly KnownEvent[]
  execute(command: unknown, meta: Meta): Answer
  /** The state of a stream as the log folds to it. */
  stateOf<State>(stream: StreamOf<State>): State
}

type Kept = { readonly events: KnownEvent[]; readonly states: Map<StreamOf<unknown>['aggregate'], Folded> }
type Folded = { readonly state: unknown; readonly upTo: number }

const joins = (index: MembershipIndex, keys: readonly string[], { type, data }: KnownEvent): boolean => {
  const field = Object.hasOwn(index.joins, type) ? index.joins[type] : undefined
  return field === null || (field !== undefined && keys.includes(Reflect.get(data, field) as string))
}

/** An event as a store would give it back: as JSON, decoded. */
const recorded = (stream: StreamName, { type, data }: Message, revision: number, position: number, meta: Meta) => {
  const event: RecordedEvent = {
    id: `00000000-0000-7000-8000-${String(position).padStart(12, '0')}`,
    type,
    schemaVersion: schemaVersionOf(type),
    data: JSON.parse(JSON.stringify(data)) as unknown,
    metadata: { by: meta.by, at: meta.at, commandId: meta.commandId },
    stream,
    revision,
    position: String(position),
    recordedAt: meta.at,
  }
  const read = readEvent(event)
  if (isLeft(read)) throw new Error(`${type} was accepted and does not decode: ${JSON.stringify(read.left.problems)}`)
  if (read.right === null || !isEventType(type)) throw new Error(`${type} is no event`)
  return read.right
}

const keptIn = (log: readonly KnownEvent[]): Map<StreamName, Kept> => {
  const streams = new Map<StreamName, Kept>()
  for (const event of log) {
    const kept: Kept = streams.get(event.stream) ?? { events: [], states: new Map() }
    streams.set(event.stream, kept)
    kept.events.push(event)
  }
  return streams
}

/** A world in which this has happened, or nothing yet. */
export const createWorld = (begun: readonly KnownEvent[] = []): DomainWorld => {
  const log: KnownEvent[] = [...begun]
  const streams = keptIn(begun)

  const keptOf = (name: StreamName): Kept => {
    const kept = streams.get(name) ?? { events: [], states: new Map() }
    streams.set(name, kept)
    return kept
  }

  const stateOf = <State>({ name, aggregate }: StreamOf<State>): State => {
    const { events, states } = keptOf(name)
    const known = states.get(aggregate) ?? { state: aggregate.initial, upTo: 0 }
    const state = aggregate.fold(known.state as State, events.slice(known.upTo))
    states.set(aggregate, { state, upTo: events.length })
    return state
  }

  const appendResult = (need: Need): unknown => {
    if ('index' in need)
      return [...new Set(log.filter((event) => joins(need.index, need.keys, event)).map(({ stream }) => stream))].sort()
    if (Array.isArray(need)) return new Map(need.map((stream: StreamOf<unknown>) => [stream.name, stateOf(stream)]))
    return stateOf(need as StreamOf<unknown>)
  }

  const decide = (decision: Decision, data: unknown, meta: Meta) => {
    const answers: Record<string, unknown> = {}
    for (const step of decision.steps)
      for (const [name, need] of Object.entries(step(data, meta, answers))) answers[name] = appendResult(need)
    return asDeclared(decision, decision.decide(answers, data, meta))
  }

  const append = (writes: Writes, meta: Meta): readonly KnownEvent[] =>
    writes.flatMap(({ stream, events }) =>
      events.map((message) => {
        const kept = keptOf(stream.name)
        const event = recorded(stream.name, message, kept.events.length, log.length + 1, meta)
        kept.events.push(event)
        log.push(event)
        return event
      }),
    )

  const executeRead = ({ decided, data }: ReadCommand, meta: Meta): Answer => {
    if (decided.kind === 'bulk') {
      const parts = decided
        .each(data)
        .map(({ command }, index) => execute(command, { ...meta, commandId: `${meta.commandId}.${index}` }))
      return { events: parts.flatMap(({ events }) => events), refusals: parts.flatMap(({ refusals }) => refusals) }
    }
    const outcome = decide(decided, data, meta)
    return isLeft(outcome)
      ? { events: [], refusals: [outcome.left] }
      : { events: append(outcome.right, meta), refusals: [] }
  }

  const execute = (command: unknown, meta: Meta): Answer => {
    const read = readCommand(command)
    return isLeft(read) ? { events: [], refusals: [read.left] } : executeRead(read.right, meta)
  }

  return { log, execute, stateOf }
}
