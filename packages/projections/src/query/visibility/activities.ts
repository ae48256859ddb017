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

const companiesOfContacts = ({ tables }: Register, { personIds }: Linked): readonly string[] =>
  personIds.flatMap((id) => tables.persons.get(id)?.companyIds ?? [])

/**
 * Returns a predicate for the activities a viewer may see: all linked customers and persons must be visible, deleted
 * customers by the rights at their deletion. An activity of deleted customers only is visible to administrators; to
 * others it remains visible if it also concerns an existing customer that they may see, itself or by a contact.
 */
export const visibleActivities = (register: Register, viewing: Viewing): ((activity: Linked) => boolean) => {
  const { rightsRegister } = register
  const { customers, deletedCustomers } = rightsRegister.tables
  const isVisible = visibleCustomers(rightsRegister, viewing)
  const seesPerson = visiblePersonIds(register, viewing)
  const seesDeleted = isAdministrator(register, viewing)
  const isThere = (customerId: string): boolean => customers.get(customerId) !== undefined
  const isKnown = (customerId: string): boolean => isThere(customerId) || deletedCustomers.get(customerId) !== undefined
  const concernsExisting = (customerIds: readonly string[], activity: Linked): boolean =>
    customerIds.some(isThere) || companiesOfContacts(register, activity).some((id) => isThere(id) && isVisible(id))
  return (activity) => {
    const customerIds = linkedCustomers(register, activity)
    if (!(activity.personIds.every(seesPerson) && customerIds.every(isVisible))) return false
    return (
      seesDeleted ||
      customerIds.every(isThere) ||
      (customerIds.every(isKnown) && concernsExisting(customerIds, activity))
    )
  }
}
