import type { Named } from '../data-structures/collation.js'
import type { EmployeeRow, PersonRow, ProjectRow } from '../tables/rows.js'
import type { Tables } from '../tables/tables.js'
import { type CustomerColumns, createCustomerColumns } from './customers/customer-columns.js'
import { type CustomerCounts, createCustomerCounts } from './customers/customer-counts.js'
import { type CustomerIndex, createCustomerIndex } from './customers/customer-index.js'
import { createFacetIndex, type FacetIndex } from './customers/facet-index.js'
import { createDuplicateIndex, type DuplicateIndex } from './duplicate-index.js'
import { createNameIndex, type NameIndex } from './names/name-index.js'
import { createEndDateIndex, type EndDateIndex } from './responsibilities/end-date-index.js'
import {
  createResponsibilitiesByCustomer,
  type ResponsibilitiesByCustomer,
} from './responsibilities/responsibilities-by-customer.js'
import { createResponsibilityCounts, type ResponsibilityCounts } from './responsibilities/responsibility-counts.js'
import {
  createResponsibilityIndex,
  intervalsByEmployee,
  intervalsByRole,
  type ResponsibilityIndex,
} from './responsibilities/responsibility-index.js'
import { createPersonNameIndex, type PersonNameIndex } from './search/person-name-index.js'
import { createTrackingIndex, type TrackingIndex } from './tracking-index.js'

/** The indexes beside the tables; most are built on first use and then maintained. */
export type QueryIndexes = {
  readonly customerIndex: CustomerIndex
  /** Customers by group and by other column values. */
  readonly facetIndex: FacetIndex
  /** The columns that lists show, by ordinal. */
  readonly customerColumns: CustomerColumns
  /** Customers that share a business id, name or e-mail address. */
  readonly duplicateIndex: DuplicateIndex
  /** Responsibilities by role. */
  readonly responsibilitiesByRole: ResponsibilityIndex
  /** Responsibilities by employee. */
  readonly responsibilitiesByEmployee: ResponsibilityIndex
  /** Responsibilities by end date. */
  readonly endDateIndex: EndDateIndex
  /** The number of responsibilities per customer. */
  readonly responsibilityCounts: ResponsibilityCounts
  /** The responsibilities of each customer, by ordinal. */
  readonly responsibilitiesByCustomer: ResponsibilitiesByCustomer
  /** The number of open projects per customer. */
  readonly openProjects: CustomerCounts<ProjectRow>
  /** Tracking values per customer and dimension, with their intervals. */
  readonly trackingIndex: TrackingIndex
  /** The employees by name. */
  readonly employeesByName: NameIndex<EmployeeRow>
  /** The persons by last and first name, without merged ones. */
  readonly personsByName: NameIndex<PersonRow>
  /** The distinct first and last names of persons. */
  readonly personNameIndex: PersonNameIndex
}

const unmerged = (person: PersonRow | null): PersonRow | null => (person?.mergedInto === null ? person : null)

const unmergedIn = function* ({ persons }: Tables): Iterable<PersonRow> {
  for (const person of persons.rows()) if (person.mergedInto === null) yield person
}

const employeeNamed = ({ employeeId: id, name }: EmployeeRow): Named => ({ id, name })

const personNamed = ({ personId: id, lastName, firstName }: PersonRow): Named => ({
  id,
  name: `${lastName} ${firstName ?? ''}`,
})

const createIndexes = (tables: Tables): QueryIndexes => {
  const { customers, persons, assignments } = tables
  const customerIndex = createCustomerIndex(customers)
  const { ordinalOf, rowAt } = customerIndex
  const size = (): number => customerIndex.size
  const responsibilities = { assignments, ordinalOf }
  return {
    customerIndex,
    facetIndex: createFacetIndex({ customers, ordinalOf }),
    customerColumns: createCustomerColumns({ size, rowAt, ordinalOf }),
    duplicateIndex: createDuplicateIndex({ customers, ordinalOf, rowAt }),
    responsibilitiesByRole: createResponsibilityIndex({ ...responsibilities, intervalsOf: intervalsByRole }),
    responsibilitiesByEmployee: createResponsibilityIndex({ ...responsibilities, intervalsOf: intervalsByEmployee }),
    endDateIndex: createEndDateIndex(responsibilities),
    responsibilityCounts: createResponsibilityCounts({ ...responsibilities, size }),
    responsibilitiesByCustomer: createResponsibilitiesByCustomer(responsibilities),
    openProjects: createCustomerCounts<ProjectRow>({
      from: tables.projects,
      countedFor: ({ closed, customerId }) => (closed ? undefined : ordinalOf(customerId)),
      size,
    }),
    trackingIndex: createTrackingIndex({ from: tables.trackingItems, ordinalOf }),
    employeesByName: createNameIndex(tables.employees.rows, employeeNamed),
    personsByName: createNameIndex(() => unmergedIn(tables), personNamed),
    personNameIndex: createPersonNameIndex(persons),
  }
}

/** Creates the indexes of tables and keeps them up to date; `clear` empties all of them. */
export const createQueryIndexes = (tables: Tables): { readonly indexes: QueryIndexes; clear(): void } => {
  const indexes = createIndexes(tables)
  const { customers, persons, employees, projects, trackingItems, assignments } = tables
  // The customer index comes first: it assigns ordinals.
  customers.listen(indexes.customerIndex.changed)
  customers.listen(indexes.facetIndex.changed)
  customers.listen(indexes.customerColumns.changed)
  customers.listen(indexes.duplicateIndex.changed)
  persons.listen(({ before, after }) => indexes.personsByName.changed(unmerged(before), unmerged(after)))
  persons.listen(indexes.personNameIndex.changed)
  employees.listen(({ before, after }) => indexes.employeesByName.changed(before, after))
  projects.listen(indexes.openProjects.changed)
  trackingItems.listen(indexes.trackingIndex.changed)
  assignments.listen(indexes.responsibilitiesByRole.changed)
  assignments.listen(indexes.responsibilitiesByEmployee.changed)
  assignments.listen(indexes.endDateIndex.changed)
  assignments.listen(indexes.responsibilityCounts.changed)
  assignments.listen(indexes.responsibilitiesByCustomer.changed)
  const clear = (): void => {
    for (const index of Object.values(indexes)) index.clear()
  }
  return { indexes, clear }
}
