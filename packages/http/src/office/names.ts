import type { ReadableRegister } from '@clientele/projections'

/** What has a name: how streams and views call it. */
export type NamedKind = 'customer' | 'person' | 'employee' | 'project'

/** The name of somebody or something; the id where it is not there. */
export const nameOf = ({ tables }: ReadableRegister, kind: NamedKind, id: string): string => {
  const { customers, persons, employees, projects } = tables
  if (kind === 'person') {
    const { firstName, lastName } = persons.get(id) ?? { firstName: null, lastName: id }
    return [firstName, lastName].filter((part) => part !== null).join(' ')
  }
  const table = { customer: customers, employee: employees, project: projects }[kind]
  return table.get(id)?.name ?? id
}
