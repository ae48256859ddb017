import type { Register } from '../register/register.js'
import { keyOf } from '../register/tables.js'

type NameOf = (register: Register, id: string | null | undefined) => string | null

const named =
  (nameOf: (register: Register, id: string) => string | undefined): NameOf =>
  (register, id) =>
    id === null || id === undefined ? null : (nameOf(register, id) ?? id)

/** What things are called now; an id stands for itself where nothing of that id is known. */
export const employeeName: NameOf = named(({ tables }, id) => tables.employees.get(id)?.name)
export const customerName: NameOf = named(({ tables }, id) => tables.customers.get(id)?.name)
export const groupName: NameOf = named(({ tables }, id) => tables.groups.get(id)?.name)
export const specialGroupName: NameOf = named(({ tables }, id) => tables.specialGroups.get(id)?.name)
export const roleName: NameOf = named(({ tables }, id) => tables.roles.get(id)?.name)

/** The name of a value of a catalogue; the value itself where it has none. */
export const classifierName = ({ tables }: Register, catalogue: string, value: string): string =>
  tables.classifierValues.get(keyOf(catalogue, value))?.name ?? value

/** First and last name. */
export const fullName = ({
  firstName,
  lastName,
}: {
  readonly firstName?: unknown
  readonly lastName: string
}): string => (typeof firstName === 'string' && firstName !== '' ? `${firstName} ${lastName}` : lastName)

export const personName: NameOf = named(({ tables }, id) => {
  const person = tables.persons.get(id)
  return person === undefined ? undefined : fullName(person)
})
