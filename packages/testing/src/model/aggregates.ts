import {
  activityAggregate,
  classifiersAggregate,
  customerAggregate,
  customerGroupsAggregate,
  customerNumbersAggregate,
  employeeAggregate,
  listPreferencesAggregate,
  personAggregate,
  projectAggregate,
  reportAggregate,
  rolesAggregate,
  settingsAggregate,
  specialGroupsAggregate,
} from '@clientele/domain'

/** Every kind of stream by its category, with how it is folded. */
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

/** The part of a stream's name before its id. */
export type Category = keyof typeof aggregates

const isCategory = (name: string): name is Category => Object.hasOwn(aggregates, name)

const categories: readonly Category[] = Object.keys(aggregates).filter(isCategory)

/** Returns the categories of the streams that an event of a type may stand in; none for an unknown type. */
export const categoriesOf = (type: string): readonly Category[] =>
  categories.filter((category) => aggregates[category].folds.includes(type))
