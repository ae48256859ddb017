import type { Register } from '../../register/register.js'
import { survivingCustomer, survivingPerson } from '../../register/survivors.js'
import type { PersonRow } from '../../tables/rows.js'
import { visibleCustomers } from './customers.js'
import { contactsOfOthers } from './private-contacts.js'
import { activeViewer, type Viewing } from './viewer.js'

/**
 * Returns a predicate for the persons a viewer may see: contacts of a visible customer, persons who are a visible
 * private customer, and persons without any customer; of private contacts only the viewer's own; a merged person only
 * if its survivor is visible too.
 */
export const visiblePersons = (register: Register, viewing: Viewing): ((person: PersonRow) => boolean) => {
  const viewer = activeViewer(register, viewing)
  if (viewer === 'host') return () => true
  if (viewer === null) return () => false
  const isOthers = contactsOfOthers(register, viewing)
  const isVisible = visibleCustomers(register, viewing)
  const { tables } = register
  const isSeen = (person: PersonRow): boolean => {
    const { personId, customerId, mergedInto } = person
    if (isOthers?.(personId) === true) return false
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

/** The persons of a register that a viewer may see: a limited view of `tables.persons`. */
export type SeenPersons = {
  get(personId: string): PersonRow | undefined
  rows(): Iterable<PersonRow>
  rowsWhere: Register['tables']['persons']['rowsWhere']
}

/** The persons that a viewer may see. Every view reads persons through it, or through a predicate above. */
export const seenPersons = (register: Register, viewing: Viewing): SeenPersons => {
  const { persons } = register.tables
  const isSeen = visiblePersons(register, viewing)
  const only = function* (rows: Iterable<PersonRow>): Iterable<PersonRow> {
    for (const row of rows) if (isSeen(row)) yield row
  }
  return {
    get: (personId) => {
      const person = persons.get(personId)
      return person !== undefined && isSeen(person) ? person : undefined
    },
    rows: () => only(persons.rows()),
    rowsWhere: (column, value) => only(persons.rowsWhere(column, value)),
  }
}
