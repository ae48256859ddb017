import { survivingCustomer, survivingPerson } from '../register/party.js'
import type { Register } from '../register/register.js'
import type { PersonRow } from '../register/rows.js'
import type { Locale } from '../wording/locale.js'
import { messagesFor } from '../wording/wording.js'
import type { QueryContext } from './selection.js'
import { activeViewer, type Viewing } from './viewer.js'
import { visibleCustomers } from './visibility.js'

/** A person's first and last name; of an erased person the word for that in a language. */
export const fullNameOf = (
  { firstName, lastName, erased }: Pick<PersonRow, 'firstName' | 'lastName' | 'erased'>,
  locale?: Locale | undefined,
): string => {
  if (erased === 'full') return messagesFor(locale).erased
  return firstName === null || firstName === '' ? lastName : `${firstName} ${lastName}`
}

/** A person found; `companies` are those the viewer may see. */
export type ContactRow = {
  readonly personId: string
  readonly firstName: string | null
  readonly lastName: string
  readonly email: string | null
  readonly phone: string | null
  readonly mobile: string | null
  readonly title: string | null
  readonly customerId: string | null
  readonly companies: readonly { readonly id: string; readonly name: string }[]
}

/** A person with what a viewer may see of it. */
export const rowOf = (
  register: Register,
  person: PersonRow,
  isVisible: (customerId: string) => boolean,
  locale: Locale | undefined,
): ContactRow => ({
  personId: person.personId,
  firstName: person.firstName,
  lastName: person.erased === 'full' ? messagesFor(locale).erased : person.lastName,
  email: person.email,
  phone: person.phone,
  mobile: person.mobile,
  title: person.title,
  customerId: person.customerId !== null && isVisible(person.customerId) ? person.customerId : null,
  companies: person.companyIds
    .filter(isVisible)
    .map((id) => ({ id, name: register.tables.customers.get(id)?.name ?? id })),
})

/** A person as a viewer may see it. */
export const contactRow = (register: Register, person: PersonRow, context: QueryContext): ContactRow =>
  rowOf(register, person, visibleCustomers(register, context), context.locale)

/**
 * Which persons a viewer may see: those of a customer it may see, or who are one, and those of none at all; who was merged
 * into another, where that one is seen too.
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

/** The same by id; an id of nobody hides nothing. */
export const visiblePersonIds = (register: Register, viewing: Viewing): ((personId: string) => boolean) => {
  const isSeen = visiblePersons(register, viewing)
  return (personId) => {
    const person = register.tables.persons.get(personId)
    return person === undefined || isSeen(person)
  }
}
