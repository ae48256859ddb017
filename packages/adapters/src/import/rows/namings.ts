import { locales, messagesFor } from '@clientele/projections'
import type { Known } from '../kind.js'
import { createFinder } from './finding.js'
import { type Naming, nameKey } from './naming.js'

/** The namings for cells, each with its own index, built once per import. */
export type Namings = {
  /** Customer groups, by name or by path. */
  groups(known: Known): Naming
  specialGroups(known: Known): Naming
  /** Employees; exports mark those who have left. */
  employees(known: Known): Naming
  roles(known: Known): Naming
  /** Customers and projects that are visible to the importing actor. */
  customers(known: Known): Naming
  projects(known: Known): Naming
  /** The values of a catalogue. */
  values(known: Known, catalogue: string): Naming
}

const path = /\s*\/\s*/

const lastName = (name: string): string => name.split(path).at(-1) ?? name

/** Whether a group is at the end of a path of names: `All / Small`. */
const isAtPath = (known: Known, groupId: string | null, names: readonly string[]): boolean => {
  const name = names.at(-1)
  if (name === undefined) return true
  const group = groupId === null ? undefined : known.tables.groups.get(groupId)
  return group !== undefined && nameKey(group.name) === name && isAtPath(known, group.parentId, names.slice(0, -1))
}

const groupNaming = (): Namings['groups'] => {
  const byName = createFinder(
    ({ tables }) => tables.groups.rows(),
    ({ name }) => nameKey(name),
    ({ groupId }) => groupId,
  )
  return (known) => {
    const { groups } = known.tables
    const isThere = (id: string): boolean => groups.get(id)?.deletedAt === null
    return {
      has: isThere,
      find: (name) => [...new Set([...byName.find(known, name), ...byName.find(known, lastName(name))])],
      isCalled: (id, name) =>
        isThere(id) && (nameKey(groups.get(id)?.name ?? '') === name || isAtPath(known, id, name.split(path))),
    }
  }
}

const specialGroupNaming = (): Namings['specialGroups'] => {
  const byName = createFinder(
    ({ tables }) => tables.specialGroups.rows(),
    ({ name }) => nameKey(name),
    ({ specialGroupId }) => specialGroupId,
  )
  return (known) => {
    const { specialGroups } = known.tables
    const isThere = (id: string): boolean => specialGroups.get(id)?.deletedAt === null
    return {
      has: isThere,
      find: (name) => byName.find(known, name),
      isCalled: (id, name) => isThere(id) && nameKey(specialGroups.get(id)?.name ?? '') === name,
    }
  }
}

const inactiveMarks = locales.map((locale) => messagesFor(locale).inactive)

/** The possible names of an employee in exports. */
const namesOf = (name: string): readonly string[] => [name, ...inactiveMarks.map((mark) => mark(name))].map(nameKey)

const employeeNaming = (): Namings['employees'] => {
  const byName = createFinder(
    function* ({ tables }) {
      for (const { employeeId, name } of tables.employees.rows())
        for (const one of namesOf(name)) yield { employeeId, name: one }
    },
    ({ name }) => name,
    ({ employeeId }) => employeeId,
  )
  return (known) => {
    const { employees } = known.tables
    return {
      has: (id) => employees.get(id) !== undefined,
      find: (name) => byName.find(known, name),
      isCalled: (id, name) => namesOf(employees.get(id)?.name ?? '').includes(name),
    }
  }
}

const valueNaming = (catalogue: string): ((known: Known) => Naming) => {
  const byName = createFinder(
    ({ tables }) => tables.classifierValues.rowsWhere('catalogue', catalogue),
    ({ value, name }) => nameKey(name ?? value),
    ({ value }) => value,
  )
  return (known) => {
    const row = (value: string) => known.tables.classifierValues.get(`${catalogue}\t${value}`)
    return {
      has: (value) => row(value) !== undefined,
      find: (name) => byName.find(known, name),
      isCalled: (value, name) => nameKey(row(value)?.name ?? value) === name,
    }
  }
}

const roleNaming = (): Namings['roles'] => {
  const byName = createFinder(
    ({ tables }) => tables.roles.rows(),
    ({ name }) => nameKey(name),
    ({ roleId }) => roleId,
  )
  return (known) => {
    const { roles } = known.tables
    return {
      has: (id) => roles.get(id) !== undefined,
      find: (name) => byName.find(known, name),
      isCalled: (id, name) => nameKey(roles.get(id)?.name ?? '') === name,
    }
  }
}

const projectNaming = (): Namings['projects'] => {
  const byName = createFinder(
    ({ tables }) => tables.projects.rows(),
    ({ name }) => nameKey(name),
    ({ projectId }) => projectId,
  )
  return (known) => {
    const { projects } = known.tables
    return {
      has: (id) => projects.get(id) !== undefined,
      find: (name) => byName.find(known, name),
      isCalled: (id, name) =>
        nameKey(projects.get(id)?.name ?? '') === name && (known.hides?.({ projectIds: [id] }) ?? null) === null,
    }
  }
}

const customerNaming = (): Namings['customers'] => {
  const byName = createFinder(
    ({ tables }) => tables.customers.rows(),
    ({ name }) => nameKey(name),
    ({ customerId }) => customerId,
  )
  return (known) => {
    const { customers } = known.tables
    return {
      has: (id) => customers.get(id) !== undefined,
      find: (name) => byName.find(known, name),
      isCalled: (id, name) => {
        const customer = customers.get(id)
        if (customer === undefined || customer.mergedInto !== null || nameKey(customer.name) !== name) return false
        return (known.hides?.({ customerIds: [id] }) ?? null) === null
      },
    }
  }
}

/** Creates the namings of one import. */
export const createNamings = (): Namings => {
  const byCatalogue = new Map<string, (known: Known) => Naming>()
  return {
    groups: groupNaming(),
    specialGroups: specialGroupNaming(),
    employees: employeeNaming(),
    roles: roleNaming(),
    customers: customerNaming(),
    projects: projectNaming(),
    values: (known, catalogue) => {
      const naming = byCatalogue.get(catalogue) ?? valueNaming(catalogue)
      byCatalogue.set(catalogue, naming)
      return naming(known)
    },
  }
}
