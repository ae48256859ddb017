import {
  type Aggregate,
  activityAggregate,
  categoryOf,
  classifiersAggregate,
  customerAggregate,
  customerGroupsAggregate,
  customerNumbersAggregate,
  employeeAggregate,
  initialSettings,
  type KnownEvent,
  listPreferencesAggregate,
  personAggregate,
  projectAggregate,
  reportAggregate,
  rolesAggregate,
  type Settings,
  settingsAggregate,
  specialGroupsAggregate,
} from '@clientele/domain'

/** Every kind of stream with how it is folded. */
export const aggregates = {
  customer: customerAggregate,
  person: personAggregate,
  employee: employeeAggregate,
  project: projectAggregate,
  customerGroups: customerGroupsAggregate,
  specialGroups: specialGroupsAggregate,
  customerNumbers: customerNumbersAggregate,
  roles: rolesAggregate,
  classifiers: classifiersAggregate,
  settings: settingsAggregate,
  activity: activityAggregate,
  listPreferences: listPreferencesAggregate,
  report: reportAggregate,
} as const

type Category = keyof typeof aggregates
type StateOf<C extends Category> = (typeof aggregates)[C] extends Aggregate<infer State> ? State : never

/** An event with the state of its stream before and after it, and the settings in force then. */
export type Moment<C extends Category = Category> = {
  readonly event: KnownEvent
  readonly before: StateOf<C>
  readonly after: StateOf<C>
  readonly settings: Settings
}

const isCategory = (category: string): category is Category => Object.hasOwn(aggregates, category)

/** Every event of a log in turn. */
function* momentsOf(log: readonly KnownEvent[]): Iterable<Moment & { readonly category: Category }> {
  const states = new Map<string, unknown>()
  for (const event of log) {
    const category = categoryOf(event.stream)
    if (!isCategory(category)) continue
    const aggregate: Aggregate<unknown> = aggregates[category]
    const before = states.get(event.stream) ?? aggregate.initial
    const after = aggregate.fold(before, [event])
    states.set(event.stream, after)
    const settings = (states.get('settings') as Settings | undefined) ?? initialSettings
    yield { category, event, before: before as never, after: after as never, settings }
  }
}

/** The moments of one kind of stream. */
export function* momentsOfAll<C extends Category>(log: readonly KnownEvent[], category: C): Iterable<Moment<C>> {
  for (const moment of momentsOf(log)) if (moment.category === category) yield moment as unknown as Moment<C>
}

/** The events at which a rule does not hold, written down for people. */
export const brokenAt = <C extends Category>(
  log: readonly KnownEvent[],
  category: C,
  holds: (moment: Moment<C>) => boolean,
): readonly string[] =>
  [...momentsOfAll(log, category)]
    .filter((moment) => !holds(moment))
    .map(({ event }) => `${event.position} ${event.stream} ${event.type} ${JSON.stringify(event.data)}`)
