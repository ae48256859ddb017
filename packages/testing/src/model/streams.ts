import type { KnownEvent, MembershipIndex, Need, StreamName, StreamOf } from '@clientele/domain'

type FoldedState = { readonly state: unknown; readonly upTo: number }
type StreamData = { readonly events: KnownEvent[]; readonly states: Map<StreamOf<unknown>['aggregate'], FoldedState> }

/** The streams of a growing log. Each stream is folded only when its state is read. */
export type Streams = {
  readonly log: readonly KnownEvent[]
  add(event: KnownEvent): void
  /** How many events a stream has. */
  length(stream: StreamName): number
  stateOf<State>(stream: StreamOf<State>): State
  /** Returns what a decision reads: a state, states by stream name, or the sorted stream names that a lookup finds. */
  answer(need: Need): unknown
}

const joins = (index: MembershipIndex, keys: readonly string[], { type, data }: KnownEvent): boolean => {
  const field = Object.hasOwn(index.joins, type) ? index.joins[type] : undefined
  if (field === null) return true
  const key: unknown = field === undefined ? undefined : Reflect.get(data, field)
  return typeof key === 'string' && keys.includes(key)
}

const foldToEnd = <State>({ events, states }: StreamData, aggregate: StreamOf<State>['aggregate']): State => {
  const folded = states.get(aggregate) ?? { state: aggregate.initial, upTo: 0 }
  const state = aggregate.fold(folded.state as State, events.slice(folded.upTo))
  states.set(aggregate, { state, upTo: events.length })
  return state
}

/** Creates the streams of a log. */
export const createStreams = (initialLog: readonly KnownEvent[]): Streams => {
  const log: KnownEvent[] = []
  const streams = new Map<StreamName, StreamData>()
  const dataOf = (name: StreamName): StreamData => {
    const data = streams.get(name) ?? { events: [], states: new Map() }
    streams.set(name, data)
    return data
  }
  const add = (event: KnownEvent): void => {
    dataOf(event.stream).events.push(event)
    log.push(event)
  }
  const stateOf = <State>({ name, aggregate }: StreamOf<State>): State => foldToEnd(dataOf(name), aggregate)
  const answer = (need: Need): unknown => {
    if ('index' in need)
      return [...new Set(log.filter((event) => joins(need.index, need.keys, event)).map(({ stream }) => stream))].sort()
    if (Array.isArray(need)) return new Map(need.map((stream: StreamOf<unknown>) => [stream.name, stateOf(stream)]))
    return stateOf(need as StreamOf<unknown>)
  }
  for (const event of initialLog) add(event)
  return { log, add, length: (name) => streams.get(name)?.events.length ?? 0, stateOf, answer }
}
