import type { Linked } from '@clientele/domain'
import type { Register } from '../../register/register.js'
import { survivingPerson } from '../../register/survivors.js'
import { visibleCustomers } from './customers.js'
import { visiblePersonIds } from './persons.js'
import { isAdministrator, type Viewing } from './viewer.js'

const customerOf = ({ tables }: Register, personId: string): string | null =>
  tables.persons.get(survivingPerson(tables, personId))?.customerId ?? null

/**
 * Returns a predicate for the persons whose activities a viewer may see: the person must be visible, and, if it is a
 * private customer, that customer too. Unknown ids are visible.
 */
export const personsWithVisibleActivities = (register: Register, viewing: Viewing): ((personId: string) => boolean) => {
  const isVisible = visibleCustomers(register, viewing)
  const seesPerson = visiblePersonIds(register, viewing)
  return (personId) => {
    const customerId = customerOf(register, personId)
    return seesPerson(personId) && (customerId === null || isVisible(customerId))
  }
}

const linkedCustomers = ({ tables }: Register, { personIds, customerIds, projectIds }: Linked): readonly string[] => [
  ...customerIds,
  ...projectIds.flatMap((id) => tables.projects.get(id)?.customerId ?? []),
  ...personIds.flatMap((id) => tables.persons.get(id)?.customerId ?? []),
]

/**
 * Returns a predicate for the activities a viewer may see: all linked customers and persons must be visible.
 * Activities of deleted customers are visible to administrators only, since their visibility is no longer known.
 */
export const visibleActivities = (register: Register, viewing: Viewing): ((activity: Linked) => boolean) => {
  const isVisible = visibleCustomers(register, viewing)
  const seesPerson = visiblePersonIds(register, viewing)
  const seesDeleted = isAdministrator(register, viewing)
  const isThere = (customerId: string): boolean => register.tables.customers.get(customerId) !== undefined
  return (activity) =>
    activity.personIds.every(seesPerson) &&
    linkedCustomers(register, activity).every((id) => isVisible(id) && (seesDeleted || isThere(id)))
}
