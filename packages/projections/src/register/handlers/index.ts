import type { DomainEvent } from '@clientele/domain'
import { activities } from './activity.js'
import { classifiers, customerNumbers, roles, settings } from './catalogues.js'
import { customers } from './customer/customer.js'
import { employees } from './employee.js'
import { customerGroups, specialGroups } from './groups.js'
import type { Handlers } from './handler.js'
import { listPreferencesHandlers } from './list-preferences.js'
import { persons } from './person/person.js'
import { projects } from './project.js'
import { reports } from './reports.js'

/** The event handlers; their keys are the event types that change tables. */
export const handlers: Handlers<DomainEvent> = {
  ...customers,
  ...persons,
  ...employees,
  ...projects,
  ...customerGroups,
  ...specialGroups,
  ...customerNumbers,
  ...roles,
  ...classifiers,
  ...settings,
  ...activities,
  ...listPreferencesHandlers,
  ...reports,
}
