import type { ReadableRegister } from '@clientele/projections'

/** What has a name: how streams and views call it. */
export type NamedKind = 'customer' | 'person' | 'employee' | 'project'

/** The first and last name of a person. */
export const fullName = ({
  firstName,
  lastName,
}: {
  readonly firstName: string | null
  readonly lastName: string
}): string => [firstName, lastName].filter((part) => part !== null).join(' ')

/** The name of somebody or something; the id where it is not there. */
export const nameOf = ({ tables }: ReadableRegister, kind: NamedKind, id: string): string => {
  const { customers, persons, employees, projects } = tables
  if (kind === 'person') {
    const person = persons.get(id)
    return person === undefined ? id : fullName(person)
  }
  const table = { customer: customers, employee: employees, project: projects }[kind]
  return table.get(id)?.name ?? id
}
