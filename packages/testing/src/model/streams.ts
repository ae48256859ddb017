import type { KnownEvent, MembershipIndex, Need, StreamName, StreamOf } from '@clientele/domain'

type Folded = { readonly state: unknown; readonly upTo: number }
type Kept = { readonly events: KnownEvent[]; readonly states: Map<StreamOf<unknown>['aggregate'], Folded> }

/** The streams of a log that grows, each folded no further than asked for. */
export type Streams = {
  readonly log: readonly KnownEvent[]
  add(event: KnownEvent): void
  /** How many events a stream has. */
  length(stream: StreamName): number
  stateOf<State>(stream: StreamOf<State>): State
  /** What a decision reads. */
  answer(need: Need): unknown
}

const joins = (index: MembershipIndex, keys: readonly string[], { type, data }: KnownEvent): boolean => {
  const field = Object.hasOwn(index.joins, type) ? index.joins[type] : undefined
  if (field === null) return true
  const key: unknown = field === undefined ? undefined : Reflect.get(data, field)
  return typeof key === 'string' && keys.includes(key)
}

const foldedUpToNow = <State>({ events, states }: Kept, aggregate: StreamOf<State>['aggregate']): State => {
  const known = states.get(aggregate) ?? { state: aggregate.initial, upTo: 0 }
  const state = aggregate.fold(known.state as State, events.slice(known.upTo))
  states.set(aggregate, { state, upTo: events.length })
  return state
}

/** Makes the streams of a log. */
export const createStreams = (begun: readonly KnownEvent[]): Streams => {
  const log: KnownEvent[] = []
  const streams = new Map<StreamName, Kept>()
  const keptOf = (name: StreamName): Kept => {
    const kept = streams.get(name) ?? { events: [], states: new Map() }
    streams.set(name, kept)
    return kept
  }
  const add = (event: KnownEvent): void => {
    keptOf(event.stream).events.push(event)
    log.push(event)
  }
  const stateOf = <State>({ name, aggregate }: StreamOf<State>): State => foldedUpToNow(keptOf(name), aggregate)
  const answer = (need: Need): unknown => {
    if ('index' in need)
      return [...new Set(log.filter((event) => joins(need.index, need.keys, event)).map(({ stream }) => stream))].sort()
    if (Array.isArray(need)) return new Map(need.map((stream: StreamOf<unknown>) => [stream.name, stateOf(stream)]))
    return stateOf(need as StreamOf<unknown>)
  }
  for (const event of begun) add(event)
  return { log, add, length: (name) => streams.get(name)?.events.length ?? 0, stateOf, answer }
}
