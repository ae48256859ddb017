import type { Register } from '../register/register.js'
import { keyOf } from '../tables/tables.js'
import { type Personal, personal } from './line.js'

export type NameOf = (register: Register, id: string | null | undefined) => string | null

const named =
  (nameOf: (register: Register, id: string) => string | undefined): NameOf =>
  (register, id) =>
    id === null || id === undefined ? null : (nameOf(register, id) ?? id)

/** What things are called now; an id stands for itself where nothing of that id is known. */
export const employeeName: NameOf = named(({ tables }, id) => tables.employees.get(id)?.name)
export const groupName: NameOf = named(({ tables }, id) => tables.groups.get(id)?.name)
export const specialGroupName: NameOf = named(({ tables }, id) => tables.specialGroups.get(id)?.name)
export const roleName: NameOf = named(({ tables }, id) => tables.roles.get(id)?.name)

/** The name of a value of a catalogue; the value itself where it has none. */
export const classifierName = ({ tables }: Register, catalogue: string, value: string): string =>
  tables.classifierValues.get(keyOf(catalogue, value))?.name ?? value

/** What a value of a catalogue is called where there is one. */
export const valueName = (register: Register, catalogue: string, value: string | null | undefined): string | null =>
  value === null || value === undefined ? null : classifierName(register, catalogue, value)

/** The name of a contact property; its number where it has none. */
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

/** What a customer is called now; the name of a private customer is that of a person. */
export const customerName: PersonalNameOf = ({ tables }, id) => {
  if (id === null || id === undefined) return null
  const customer = tables.customers.get(id)
  return personal(customer?.name ?? id, customer?.personId)
}

/** What a person is called now. */
export const personName: PersonalNameOf = ({ tables }, id) => {
  if (id === null || id === undefined) return null
  const person = tables.persons.get(id)
  return person === undefined ? personal(id) : personal(fullName(person), id)
}

/** The customer a line happened on, with the id as the register has it: the same text is kept once. */
export const onCustomer = (
  { tables }: Register,
  id: string,
): { readonly on: Personal; readonly customerId: string } => {
  const customer = tables.customers.get(id)
  return { on: personal(customer?.name ?? id, customer?.personId), customerId: customer?.customerId ?? id }
}

/** The person that the customer of a stream is, or the customer of the project whose stream it is. */
export const personBehind = ({ tables }: Register, stream: string, id: string): string | null => {
  const customerId = stream.startsWith('project-') ? tables.projects.get(id)?.customerId : id
  return tables.customers.get(customerId ?? '')?.personId ?? null
}

/** What a project is called now. */
export const projectName: NameOf = named(({ tables }, id) => tables.projects.get(id)?.name)

/** What a contact group is called now. */
export const contactGroupName: NameOf = named(({ tables }, id) => tables.contactGroups.get(id)?.name)
