import type { Register } from '../../register/register.js'
import { survivingCustomer, survivingPerson } from '../../register/survivors.js'
import type { PersonRow } from '../../tables/rows.js'
import { visibleCustomers } from './customers.js'
import { activeViewer, type Viewing } from './viewer.js'

/**
 * Returns a predicate for the persons a viewer may see: contacts of, or identical with, a visible customer, and persons without any customer;
 * a merged person only if its survivor is visible too.
 */
export const visiblePersons = (register: Register, viewing: Viewing): ((person: PersonRow) => boolean) => {
  if (activeViewer(register, viewing) === null) return () => false
  const isVisible = visibleCustomers(register, viewing)
  const { tables } = register
  const isSeen = (person: PersonRow): boolean => {
    const { personId, customerId, mergedInto } = person
    const companyIds =
      mergedInto === null ? person.companyIds : person.linkedIds.map((id) => survivingCustomer(tables, id))
    if (!(customerId !== null && isVisible(customerId)) && !companyIds.some(isVisible)) {
      const itself = [...tables.customers.keysWhere('personId', personId)]
      const isAlone = customerId === null && companyIds.length + itself.length === 0
      if (!isAlone && !itself.some(isVisible)) return false
    }
    const survivor = mergedInto === null ? undefined : tables.persons.get(survivingPerson(tables, personId))
    return survivor === undefined || survivor === person || isSeen(survivor)
  }
  return isSeen
}

/** The same by id; unknown ids are visible. */
export const visiblePersonIds = (register: Register, viewing: Viewing): ((personId: string) => boolean) => {
  const isSeen = visiblePersons(register, viewing)
  return (personId) => {
    const person = register.tables.persons.get(personId)
    return person === undefined || isSeen(person)
  }
}
