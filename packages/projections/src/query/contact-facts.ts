import {
  banSettings,
  bansOfProperties,
  type ContactFacts,
  channels,
  type PartyStatements,
  type PropertyBan,
} from '@clientele/domain'
import type { Register } from '../register/register.js'
import type { CustomerRow, PersonRow } from '../tables/rows.js'
import type { SeenPersons } from './visibility/persons.js'

const ofPerson = ({ personId, statements }: PersonRow): PartyStatements => ({
  of: { kind: 'person', id: personId },
  statements,
})

const ofCustomer = ({ customerId, statements }: CustomerRow): PartyStatements => ({
  of: { kind: 'customer', id: customerId },
  statements,
})

const noBans: readonly PropertyBan[] = []

const propertyBans = ({ tables, settings: { numbers } }: Register, { personId }: PersonRow): readonly PropertyBan[] => {
  if (channels.every((channel) => numbers[banSettings[channel]] === null)) return noBans
  const properties = [...tables.heldProperties.rowsWhere('personId', personId)]
  return bansOfProperties(
    numbers,
    { kind: 'person', id: personId },
    properties.map(({ property, customerId, since }) => ({ propertyNo: Number(property), customerId, since })),
  )
}

/** The statements of a person and of the same person as a private customer, which count as one party. */
const ownOf = ({ tables }: Register, person: PersonRow): readonly PartyStatements[] => {
  const privateCustomer = person.customerId === null ? undefined : tables.customers.get(person.customerId)
  return privateCustomer === undefined ? [ofPerson(person)] : [ofPerson(person), ofCustomer(privateCustomer)]
}

/** The facts for contacting a person for a customer, or, without one, for no customer. */
export const factsOfPerson = (register: Register, person: PersonRow, customer: CustomerRow | null): ContactFacts => ({
  own: ownOf(register, person),
  company: customer === null || customer.customerId === person.customerId ? null : ofCustomer(customer),
  properties: propertyBans(register, person),
  naturalPerson: customer === null ? person.customerId !== null : customer.kind === 'privateCustomer',
  erased: person.erased !== null,
})

/** The facts for contacting a customer itself, with the statements of its person if it is a private customer. */
export const factsOfCustomer = (register: Register, customer: CustomerRow): ContactFacts => {
  const person = register.tables.persons.get(customer.personId ?? '')
  if (person !== undefined) return factsOfPerson(register, person, customer)
  return { own: [ofCustomer(customer)], company: null, properties: noBans, naturalPerson: false, erased: false }
}

/** The visible people of a customer: its person if it is a private customer, and its contacts. */
export const peopleOf = (persons: SeenPersons, { customerId, personId }: CustomerRow): readonly PersonRow[] => {
  const itself = personId === null ? undefined : persons.get(personId)
  const contacts = [...persons.rowsWhere('companyIds', customerId)]
  return itself === undefined ? contacts : [itself, ...contacts.filter((contact) => contact !== itself)]
}
