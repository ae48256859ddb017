import type { Aggregate } from '../kernel/aggregate.js'
import { activityAggregate } from '../model/activity/state.js'
import { classifiersAggregate, classifiersStream } from '../model/classifiers/state.js'
import { customerAggregate } from '../model/customer/state.js'
import { customerGroupsAggregate, customerGroupsStream } from '../model/customer-groups/state.js'
import { customerNumbersAggregate, customerNumbersStream } from '../model/customer-numbers/state.js'
import { employeeAggregate } from '../model/employee/state.js'
import { listPreferencesAggregate } from '../model/list-preferences/state.js'
import { personAggregate } from '../model/person/state.js'
import { projectAggregate } from '../model/project/state.js'
import { reportAggregate } from '../model/reports/state.js'
import { rolesAggregate, rolesStream } from '../model/roles/state.js'
import { settingsAggregate, settingsStream } from '../model/settings/state.js'
import { specialGroupsAggregate, specialGroupsStream } from '../model/special-groups/state.js'

/** The aggregate of every stream category of this library. */
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

/** The categories with one stream, which has the name of the category. */
export const catalogueCategories: ReadonlySet<string> = new Set(
  [
    customerGroupsStream,
    specialGroupsStream,
    customerNumbersStream,
    rolesStream,
    classifiersStream,
    settingsStream,
  ].map(({ name }) => name),
)

const byCategory: ReadonlyMap<string, Aggregate<unknown>> = new Map(Object.entries(aggregates))

/** Returns the aggregate of a category; `undefined` if it is not of this library. */
export const aggregateOf = (category: string): Aggregate<unknown> | undefined => byCategory.get(category)
