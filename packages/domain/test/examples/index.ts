import { activityExamples } from './activities.js'
import { customerPartExamples, responsibilityExamples } from './customer-parts.js'
import { customerExamples } from './customers.js'
import { employeeExamples } from './employees.js'
import type { Examples, Refusals } from './example.js'
import { groupExamples } from './groups.js'
import { mergingAndMarketingExamples, personExamples } from './persons.js'
import { customerRefusals, responsibilityRefusals } from './refusals-customers.js'
import { employeeRefusals, personRefusals } from './refusals-people.js'
import { groupRefusals, officeRefusals, settingRefusals } from './refusals-tenant.js'
import { tenantExamples } from './tenant.js'

/** An accepted example of every command: one that has none does not compile. */
export const examples: Examples = {
  ...customerExamples,
  ...customerPartExamples,
  ...responsibilityExamples,
  ...employeeExamples,
  ...personExamples,
  ...mergingAndMarketingExamples,
  ...groupExamples,
  ...tenantExamples,
  ...activityExamples,
}

/** An example of every rejection: one that has none does not compile. */
export const refusals: Refusals = {
  ...customerRefusals,
  ...responsibilityRefusals,
  ...personRefusals,
  ...employeeRefusals,
  ...groupRefusals,
  ...settingRefusals,
  ...officeRefusals,
}
