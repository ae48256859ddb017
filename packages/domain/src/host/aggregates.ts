import type { Aggregate } from '../kernel/aggregate.js'
import { activityAggregate } from '../model/activity/state.js'
import { classifiersAggregate } from '../model/classifiers/state.js'
import { customerAggregate } from '../model/customer/state.js'
import { customerGroupsAggregate } from '../model/customer-groups/state.js'
import { customerNumbersAggregate } from '../model/customer-numbers/state.js'
import { employeeAggregate } from '../model/employee/state.js'
import { listPreferencesAggregate } from '../model/list-preferences/state.js'
import { personAggregate } from '../model/person/state.js'
import { projectAggregate } from '../model/project/state.js'
import { reportAggregate } from '../model/reports/state.js'
import { rolesAggregate } from '../model/roles/state.js'
import { settingsAggregate } from '../model/settings/state.js'
import { specialGroupsAggregate } from '../model/special-groups/state.js'

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

const byCategory: ReadonlyMap<string, Aggregate<unknown>> = new Map(Object.entries(aggregates))

/** Returns the aggregate of a category; `undefined` if it is not of this library. */
export const aggregateOf = (category: string): Aggregate<unknown> | undefined => byCategory.get(category)
