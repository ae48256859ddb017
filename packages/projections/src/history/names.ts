import type { Register } from '../register/register.js'
import { keyOf } from '../tables/tables.js'
import { type Personal, personal } from './line.js'

export type NameOf = (register: Register, id: string | null | undefined) => string | null

const nameLookup =
  (nameOf: (register: Register, id: string) => string | undefined): NameOf =>
  (register, id) =>
    id === null || id === undefined ? null : (nameOf(register, id) ?? id)

/** The current name; the id itself if the record does not exist. */
export const employeeName: NameOf = nameLookup(({ tables }, id) => tables.employees.get(id)?.name)
export const groupName: NameOf = nameLookup(({ tables }, id) => tables.groups.get(id)?.name)
export const specialGroupName: NameOf = nameLookup(({ tables }, id) => tables.specialGroups.get(id)?.name)
export const roleName: NameOf = nameLookup(({ tables }, id) => tables.roles.get(id)?.name)

/** The name of a catalogue value; the value itself if it has none. */
export const classifierName = ({ tables }: Register, catalogue: string, value: string): string =>
  tables.classifierValues.get(keyOf(catalogue, value))?.name ?? value

/** The name of a catalogue value; `null` without a value. */
export const valueName = (register: Register, catalogue: string, value: string | null | undefined): string | null =>
  value === null || value === undefined ? null : classifierName(register, catalogue, value)

/** The name of a contact property; its number if it has none. */
export const propertyName = ({ tables }: Register, propertyNo: number): string =>
  tables.contactProperties.get(String(propertyNo))?.name ?? String(propertyNo)

/** First and last name. */
export const fullName = ({
  firstName,
  lastName,
}: {
  readonly firstName?: unknown
  readonly lastName: string
}): string => (typeof firstName === 'string' && firstName !== '' ? `${firstName} ${lastName}` : lastName)

export type PersonalNameOf = (register: Register, id: string | null | undefined) => Personal | null

/** The current name of a customer; personal data for a private customer. */
export const customerName: PersonalNameOf = ({ tables }, id) => {
  if (id === null || id === undefined) return null
  const customer = tables.customers.get(id)
  return personal(customer?.name ?? id, customer?.personId)
}

/** The current name of a person. */
export const personName: PersonalNameOf = ({ tables }, id) => {
  if (id === null || id === undefined) return null
  const person = tables.persons.get(id)
  return person === undefined ? personal(id) : personal(fullName(person), id)
}

/** The customer of a line. Takes the id from the register, so that the string is shared. */
export const onCustomer = (
  { tables }: Register,
  id: string,
): { readonly on: Personal; readonly customerId: string } => {
  const customer = tables.customers.get(id)
  return { on: personal(customer?.name ?? id, customer?.personId), customerId: customer?.customerId ?? id }
}

/** The person behind a private customer, from the stream of the customer or of its project. */
export const personBehind = ({ tables }: Register, stream: string, id: string): string | null => {
  const customerId = stream.startsWith('project-') ? tables.projects.get(id)?.customerId : id
  return tables.customers.get(customerId ?? '')?.personId ?? null
}

/** The current name of a project. */
export const projectName: NameOf = nameLookup(({ tables }, id) => tables.projects.get(id)?.name)

/** The current name of a contact group. */
export const contactGroupName: NameOf = nameLookup(({ tables }, id) => tables.contactGroups.get(id)?.name)
