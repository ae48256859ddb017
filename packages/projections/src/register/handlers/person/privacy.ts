import type { PrivacyEvent } from '@clientele/domain'
import { erasedCustomer, erasedPerson, redactActivities, redactCustomerActivities } from '../../erasure.js'
import type { Handlers } from '../handler.js'

/** The handlers of legal-hold and erasure events. */
export const privacyHandlers: Handlers<PrivacyEvent> = {
  LegalHoldPlaced: ({ until }, { tables }, { id }) => tables.persons.patch(id, { holdUntil: until }),
  LegalHoldLifted: (_, { tables }, { id }) => tables.persons.patch(id, { holdUntil: null }),
  PersonErased: ({ scope }, { tables }, { id }) => {
    const person = tables.persons.get(id)
    // As of a day before its registration there may be backdated texts about a person.
    if (person === undefined) tables.earlyErasures.put({ personId: id, scope })
    else tables.persons.patch(id, erasedPerson(person, scope))
    redactActivities(tables, id)
    for (const held of [...tables.heldProperties.rowsWhere('personId', id)])
      tables.heldProperties.remove(tables.heldProperties.keyOf(held))
    for (const customer of [...tables.customers.rowsWhere('personId', id)]) {
      tables.customers.patch(customer.customerId, erasedCustomer(customer, scope))
      redactCustomerActivities(tables, customer.customerId)
    }
    for (const customerId of [...tables.deletedCustomers.keysWhere('personId', id)])
      redactCustomerActivities(tables, customerId)
  },
}
