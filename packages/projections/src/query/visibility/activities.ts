import type { Linked } from '@clientele/domain'
import type { Register } from '../../register/register.js'
import { visibleCustomers } from './customers.js'
import { visiblePersonIds } from './persons.js'
import { isAdministrator, type Viewing } from './viewer.js'

const customersBehind = ({ tables }: Register, { personIds, customerIds, projectIds }: Linked): readonly string[] => [
  ...customerIds,
  ...projectIds.flatMap((id) => tables.projects.get(id)?.customerId ?? []),
  ...personIds.flatMap((id) => tables.persons.get(id)?.customerId ?? []),
]

/**
 * Which activities a viewer may see: those of which every customer and person they touch may be seen (S24, INV-26). Who
 * might have seen a customer that was deleted nobody knows any more: what touches it is for administrators.
 */
export const visibleActivities = (register: Register, viewing: Viewing): ((activity: Linked) => boolean) => {
  const isVisible = visibleCustomers(register, viewing)
  const seesPerson = visiblePersonIds(register, viewing)
  const seesDeleted = isAdministrator(register, viewing)
  const isThere = (customerId: string): boolean => register.tables.customers.get(customerId) !== undefined
  return (activity) =>
    activity.personIds.every(seesPerson) &&
    customersBehind(register, activity).every((id) => isVisible(id) && (seesDeleted || isThere(id)))
}
