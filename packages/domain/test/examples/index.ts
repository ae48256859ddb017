import { activityExamples, officeRefusals } from './activities.js'
import { customerPartExamples, customerPartRefusals } from './customer-parts.js'
import { customerExamples, customerRefusals } from './customers.js'
import { documentExamples, documentRefusals } from './documents.js'
import { employeeExamples, employeeRefusals } from './employees.js'
import type { Examples, Refusals } from './example.js'
import { groupExamples, groupRefusals } from './groups.js'
import { membershipExamples, membershipRefusals } from './memberships.js'
import { mergingAndMarketingExamples, mergingAndMarketingRefusals } from './merging-and-marketing.js'
import { personExamples, personRefusals } from './persons.js'
import { responsibilityExamples, responsibilityRefusals } from './responsibilities.js'
import { settingRefusals, tenantExamples } from './tenant.js'

/** An accepted example of every command: one that has none does not compile. */
export const examples: Examples = {
  ...customerExamples,
  ...membershipExamples,
  ...documentExamples,
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
  ...membershipRefusals,
  ...documentRefusals,
  ...customerPartRefusals,
  ...responsibilityRefusals,
  ...personRefusals,
  ...mergingAndMarketingRefusals,
  ...employeeRefusals,
  ...groupRefusals,
  ...settingRefusals,
  ...officeRefusals,
}
