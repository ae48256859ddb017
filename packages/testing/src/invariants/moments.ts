import {
  type Aggregate,
  categoryOf,
  initialSettings,
  type KnownEvent,
  type Settings,
  settingsAggregate,
  settingsStream,
} from '@clientele/domain'
import { aggregates, type Category } from '../model/index.js'

/** The state that streams of a category fold to. */
export type StateOf<C extends Category> = (typeof aggregates)[C] extends Aggregate<infer State> ? State : never

/** An event with the state of its stream before and after it, and the settings in force then. */
export type Moment<C extends Category = Category> = {
  readonly event: KnownEvent
  readonly before: StateOf<C>
  readonly after: StateOf<C>
  readonly settings: Settings
}

const aggregateOf = <C extends Category>(category: C): Aggregate<StateOf<C>> =>
  aggregates[category] as Aggregate<unknown> as Aggregate<StateOf<C>>

/** Iterates over the events of one category of streams in log order. */
export function* momentsOf<C extends Category>(log: readonly KnownEvent[], category: C): Iterable<Moment<C>> {
  const { initial, fold } = aggregateOf(category)
  const states = new Map<string, StateOf<C>>()
  let settings = initialSettings
  for (const event of log) {
    if (event.stream === settingsStream.name) settings = settingsAggregate.fold(settings, [event])
    if (categoryOf(event.stream) !== category) continue
    const before = states.get(event.stream) ?? initial
    const after = fold(before, [event])
    states.set(event.stream, after)
    yield { event, before, after, settings }
  }
}

/** Lists the events of one category at which a condition does not hold, as `42 CustomerArchived in customer-acme`. */
export const brokenAt = <C extends Category>(
  log: readonly KnownEvent[],
  category: C,
  holds: (moment: Moment<C>) => boolean,
): readonly string[] =>
  [...momentsOf(log, category)]
    .filter((moment) => !holds(moment))
    .map(({ event }) => `${event.position} ${event.type} in ${event.stream}`)
