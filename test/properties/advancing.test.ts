import { type Aggregate, categoryOf, type KnownEvent } from '@clientele/domain'
import { aggregates, executeHistory, steps } from '@clientele/testing'
import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import { runs } from './runs.js'

const frozen = <A>(value: A): A => {
  if (typeof value !== 'object' || value === null) return value
  for (const one of Object.values(value)) frozen(one)
  return Object.freeze(value)
}

const isGrowOnly = (value: object): value is { entries(): Iterable<unknown> } => 'growOnly' in value

// Maps that only grow are compared by their content.
const plain = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value
  if (isGrowOnly(value)) return [...value.entries()]
  if (value instanceof Map) return new Map([...value].map(([key, one]) => [key, plain(one)]))
  if (Array.isArray(value)) return value.map(plain)
  return Object.fromEntries(Object.entries(value).map(([field, one]) => [field, plain(one)]))
}

const aggregateOf = (stream: string): Aggregate<unknown> =>
  aggregates[categoryOf(stream) as keyof typeof aggregates] as Aggregate<unknown>

const streamsOf = (log: readonly KnownEvent[]): ReadonlyMap<string, readonly KnownEvent[]> =>
  new Map(log.map(({ stream }) => [stream, log.filter((event) => event.stream === stream)]))

const logs = steps(undefined, { maxLength: 60 }).map((history) => executeHistory(history).log)

test.prop([logs, fc.nat()], runs(60))(
  'advancing a state in place gives the same state as folding, and changes no event',
  (log, at) => {
    for (const [stream, events] of streamsOf(log)) {
      const { fold, initial, begin, advance } = aggregateOf(stream)
      const state = begin()
      const copies = events.map((event) => ({ ...event, data: frozen(structuredClone(event.data)) }) as KnownEvent)
      const cut = at % (events.length + 1)
      for (const part of [copies.slice(0, cut), copies.slice(cut)]) advance(state, part)
      expect(plain(state)).toEqual(plain(fold(initial, events)))
      expect(plain(begin())).toEqual(plain(initial))
    }
  },
)
