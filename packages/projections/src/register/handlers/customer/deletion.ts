import type { Table } from '../../../tables/table.js'
import type { Tables } from '../../../tables/tables.js'

type OfCustomer = Table<object, 'customerId'>

const removeAll = (table: OfCustomer, customerId: string): void => {
  for (const row of [...table.rowsWhere('customerId', customerId)]) table.remove(table.keyOf(row))
}

/** Deletes a customer from all tables; its history and number remain, and who may see them. */
export const removeCustomer = (tables: Tables, customerId: string): void => {
  const customer = tables.customers.get(customerId)
  if (customer === undefined) return
  const { assignments, groupMemberships, specialMemberships, trackingItems, customerProperties, billing } = tables
  for (const row of [...assignments.rowsWhere('subject', `customer-${customerId}`)])
    assignments.remove(assignments.keyOf(row))
  const ofCustomers: readonly OfCustomer[] = [groupMemberships, specialMemberships, trackingItems, customerProperties]
  for (const table of ofCustomers) removeAll(table, customerId)
  billing.remove(customerId)
  const { personId, ownerId, private: isPrivate, groupIds } = customer
  tables.deletedCustomers.put({ customerId, personId, ownerId, private: isPrivate, groupIds: [...groupIds] })
  tables.customers.remove(customerId)
}
