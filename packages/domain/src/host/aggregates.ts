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

/** How the streams of this library are folded, by category. */
export const ownAggregates: ReadonlyMap<string, Aggregate<unknown>> = new Map(
  [
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
  ].map((one) => [one.category, one]),
)
