import type { ReadableRegister } from '@clientele/projections'

/** A kind of record with a name, as in stream and view names. */
export type NamedKind = 'customer' | 'person' | 'employee' | 'project' | 'customerGroups' | 'specialGroups'

/** The first and last name of a person. */
export const fullName = ({
  firstName,
  lastName,
}: {
  readonly firstName: string | null
  readonly lastName: string
}): string => [firstName, lastName].filter((part) => part !== null).join(' ')

/** The name of a record; its id if it does not exist. */
export const nameOf = ({ tables }: ReadableRegister, kind: NamedKind, id: string): string => {
  const { customers, persons, employees, projects, groups, specialGroups } = tables
  if (kind === 'person') {
    const person = persons.get(id)
    return person === undefined ? id : fullName(person)
  }
  const byKind = { customer: customers, employee: employees, project: projects, customerGroups: groups, specialGroups }
  const table = byKind[kind]
  return table.get(id)?.name ?? id
}
