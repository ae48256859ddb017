import type { ContactTraitEvent } from '@clientele/domain'
import { heldPropertyKey } from '../../../tables/tables.js'
import { inheritingCustomers } from '../../survivors.js'
import { type Handlers, timeOf } from '../handler.js'

/** The handlers of events about a person's properties and categories. */
export const contactTraitHandlers: Handlers<ContactTraitEvent> = {
  ContactPropertyAssigned: ({ propertyNo, customerId = null }, { tables }, source) => {
    if (tables.persons.get(source.id) === undefined) return
    const property = String(propertyNo)
    for (const at of [customerId, ...(customerId === null ? [] : inheritingCustomers(tables, customerId))])
      tables.heldProperties.put({ personId: source.id, property, customerId: at, since: timeOf(source) })
  },
  ContactPropertyRemoved: ({ propertyNo, customerId = null }, { tables }, { id }) =>
    tables.heldProperties.remove(heldPropertyKey({ personId: id, property: String(propertyNo), customerId })),
  ContactCategoryAssigned: ({ category }, { tables }, { id }) => {
    const categories = tables.persons.get(id)?.categories ?? []
    if (!categories.includes(category)) tables.persons.patch(id, { categories: [...categories, category] })
  },
  ContactCategoryRemoved: ({ category }, { tables }, { id }) => {
    const categories = tables.persons.get(id)?.categories ?? []
    tables.persons.patch(id, { categories: categories.filter((one) => one !== category) })
  },
}
