import type { Linked } from '@clientele/domain'
import type { ReadableTables } from '../tables/readable-table.js'
import type { Tables } from '../tables/tables.js'

type CustomerTables = Pick<ReadableTables<Tables>, 'customers' | 'deletedCustomers'>

/** The person of a private customer, also of a deleted one; `null` for a company. */
export const personOfCustomer = ({ customers, deletedCustomers }: CustomerTables, customerId: string): string | null =>
  (customers.get(customerId) ?? deletedCustomers.get(customerId))?.personId ?? null

/** The ids of the private customers that are a person, also of deleted ones. */
export const customersOfPerson = (
  { customers, deletedCustomers }: CustomerTables,
  personId: string,
): readonly string[] => [
  ...customers.keysWhere('personId', personId),
  ...deletedCustomers.keysWhere('personId', personId),
]

/** The persons that an activity is about: those it is linked to, and those of private customers, also by its projects. */
export const personsLinkedTo = (
  tables: CustomerTables & Pick<ReadableTables<Tables>, 'projects'>,
  { personIds, customerIds, projectIds }: Linked,
): readonly string[] => {
  const ofProjects = projectIds.flatMap((projectId) => tables.projects.get(projectId)?.customerId ?? [])
  return [...personIds, ...[...customerIds, ...ofProjects].flatMap((id) => personOfCustomer(tables, id) ?? [])]
}
