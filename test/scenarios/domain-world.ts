import {
  type BulkPart,
  type Decision,
  type KnownEvent,
  type Meta,
  type Need,
  readCommand,
  readEvent,
  type StreamName,
  type StreamOf,
  type Writes,
} from '@clientele/domain'
import { asDeclared } from '@clientele/testing'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { Scenario } from './scenario.js'
import { type Answer, historyOf, recordedOf } from './world.js'

/** A log in a list: what the pure decisions need to be tried, and nothing more. */
export type World = { readonly log: readonly KnownEvent[] }

const streamOf = ({ log }: World, stream: StreamName): readonly KnownEvent[] =>
  log.filter((event) => event.stream === stream)

/** The log with one more event. */
export const recorded = ({ log }: World, event: { stream: string; event: string; data: object; at: string }): World => {
  const revision = streamOf({ log }, event.stream).length
  const read = readEvent(recordedOf({ ...event, data: { ...event.data } }, revision, log.length + 1))
  if (isLeft(read)) throw new Error(`${event.event} does not decode: ${JSON.stringify(read.left)}`)
  if (read.right === null) throw new Error(`${event.event} is no event`)
  return { log: [...log, read.right] }
}

export const worldOf = (scenario: Scenario): World => historyOf(scenario).reduce<World>(recorded, { log: [] })

const stateOf = (world: World, { name, aggregate }: StreamOf<unknown>): unknown =>
  aggregate.fold(aggregate.initial, streamOf(world, name))

const joined = ({ log }: World, joins: { readonly [type: string]: string | null }, keys: readonly string[]) =>
  log
    .filter(({ type, data }) => {
      const field = joins[type]
      if (field === undefined) return false
      return field === null || keys.includes((data as unknown as { [field: string]: string })[field] ?? '')
    })
    .map(({ stream }) => stream)

const appendResult = (world: World, need: Need): unknown => {
  if ('index' in need)
    return need.keys.length === 0 ? [] : [...new Set(joined(world, need.index.joins, need.keys))].sort()
  if (Array.isArray(need))
    return new Map(need.map((stream: StreamOf<unknown>) => [stream.name, stateOf(world, stream)]))
  return stateOf(world, need as StreamOf<unknown>)
}

/** Decides on the states a log folds to. */
export const decideIn = (world: World, decision: Decision, data: unknown, meta: Meta) => {
  const answers: Record<string, unknown> = {}
  for (const step of decision.steps) {
    for (const [name, need] of Object.entries(step(data, meta, answers))) answers[name] = appendResult(world, need)
  }
  return asDeclared(decision, decision.decide(answers, data, meta))
}

const eventsOf = (writes: Writes) =>
  writes.flatMap(({ stream, events }) => events.map(({ type, data }) => ({ stream: stream.name, type, data })))

const decidePart = (world: World, { command, about }: BulkPart, meta: Meta): Answer => {
  const answer = execute(world, command, meta)
  return 'rejected' in answer ? { events: [], failures: [{ ...about, ...answer.rejected }] } : answer
}

/** Decides any value as a command, by the domain alone. */
export const execute = (world: World, value: unknown, meta: Meta): Answer => {
  const command = readCommand(value)
  if (isLeft(command)) return { rejected: command.left }
  const { decided, data } = command.right
  if (decided.kind === 'bulk') {
    const parts = decided.each(data).map((part) => decidePart(world, part, meta))
    return {
      events: parts.flatMap((part) => ('rejected' in part ? [] : part.events)),
      failures: parts.flatMap((part) => ('rejected' in part ? [] : part.failures)),
    }
  }
  const outcome = decideIn(world, decided, data, meta)
  return isLeft(outcome) ? { rejected: outcome.left } : { events: eventsOf(outcome.right), failures: [] }
}
