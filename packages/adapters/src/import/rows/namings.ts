import { locales, messagesFor } from '@clientele/projections'
import type { About, Known } from '../kind.js'
import { createFinder } from './finding.js'
import { type Naming, nameKey } from './naming.js'

/** The namings for cells, each with its own index, built once per import. */
export type Namings = {
  /** Customer groups, by name or by path. */
  groups(known: Known): Naming
  /** Adds a group that a row of the same import will create. */
  noteGroup(name: string, groupId: string): void
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

/** The last name of a path. */
export const lastName = (name: string): string => name.split(path).at(-1) ?? name

/** Whether a group is at the end of a path of names: `All / Small`. */
const isAtPath = (known: Known, groupId: string | null, names: readonly string[]): boolean => {
  const name = names.at(-1)
  if (name === undefined) return true
  const group = groupId === null ? undefined : known.tables.groups.get(groupId)
  return group !== undefined && nameKey(group.name) === name && isAtPath(known, group.parentId, names.slice(0, -1))
}

const groupNaming = (): Pick<Namings, 'groups' | 'noteGroup'> => {
  const byName = createFinder(
    ({ tables }) => tables.groups.rows(),
    ({ name }) => nameKey(name),
    ({ groupId }) => groupId,
  )
  const groups: Namings['groups'] = (known) => {
    const rows = known.tables.groups
    const isThere = (id: string): boolean => rows.get(id)?.deletedAt === null
    return {
      has: isThere,
      find: (name) => [...new Set([...byName.find(known, name), ...byName.find(known, lastName(name))])],
      isCalled: (id, name) =>
        isThere(id) && (nameKey(rows.get(id)?.name ?? '') === name || isAtPath(known, id, name.split(path))),
    }
  }
  return { groups, noteGroup: (name, groupId) => byName.note(nameKey(name), groupId) }
}

type NamedTable<Row> = {
  readonly table: (known: Known) => { rows(): Iterable<Row>; get(id: string): Row | undefined }
  readonly idOf: (row: Row) => string
  /** Whether a row counts at all; whether its name, and not only its id, may mean it. */
  readonly isThere?: (row: Row) => boolean
  readonly isNameable?: (row: Row, known: Known) => boolean
}

/** The naming of the rows of a table, by their names. */
const tableNaming = <Row extends { readonly name: string }>({
  table,
  idOf,
  isThere = () => true,
  isNameable = () => true,
}: NamedTable<Row>): ((known: Known) => Naming) => {
  const byName = createFinder<Row>(
    (known) => table(known).rows(),
    ({ name }) => nameKey(name),
    idOf,
  )
  return (known) => {
    const rowOf = (id: string): Row | null => {
      const row = table(known).get(id)
      return row !== undefined && isThere(row) ? row : null
    }
    return {
      has: (id) => rowOf(id) !== null,
      find: (name) => byName.find(known, name),
      isCalled: (id, name) => {
        const row = rowOf(id)
        return row !== null && nameKey(row.name) === name && isNameable(row, known)
      },
    }
  }
}

const isVisible = ({ hides }: Known, about: About): boolean => (hides?.(about) ?? null) === null

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

/** Creates the namings of one import. */
export const createNamings = (): Namings => {
  const byCatalogue = new Map<string, (known: Known) => Naming>()
  return {
    ...groupNaming(),
    specialGroups: tableNaming({
      table: ({ tables }) => tables.specialGroups,
      idOf: ({ specialGroupId }) => specialGroupId,
      isThere: ({ deletedAt }) => deletedAt === null,
    }),
    employees: employeeNaming(),
    roles: tableNaming({ table: ({ tables }) => tables.roles, idOf: ({ roleId }) => roleId }),
    customers: tableNaming({
      table: ({ tables }) => tables.customers,
      idOf: ({ customerId }) => customerId,
      isNameable: ({ customerId, mergedInto }, known) =>
        mergedInto === null && isVisible(known, { customerIds: [customerId] }),
    }),
    projects: tableNaming({
      table: ({ tables }) => tables.projects,
      idOf: ({ projectId }) => projectId,
      isNameable: ({ projectId }, known) => isVisible(known, { projectIds: [projectId] }),
    }),
    values: (known, catalogue) => {
      const naming = byCatalogue.get(catalogue) ?? valueNaming(catalogue)
      byCatalogue.set(catalogue, naming)
      return naming(known)
    },
  }
}
