import type { Named } from '../data-structures/collation.js'
import type { Listeners } from '../tables/listeners.js'
import type { EmployeeRow, PersonRow, ProjectRow } from '../tables/rows.js'
import type { RowChange } from '../tables/table.js'
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

/** Passes a change on to several indexes, in order. */
const notify =
  <Row>(...listeners: readonly { changed(change: RowChange<Row>): void }[]) =>
  (change: RowChange<Row>): void => {
    for (const listener of listeners) listener.changed(change)
  }

const createIndexes = (tables: () => Tables): QueryIndexes => {
  const customers = () => tables().customers.rows()
  const customerIndex = createCustomerIndex(customers)
  const { ordinalOf, rowAt } = customerIndex
  const size = (): number => customerIndex.size
  const responsibilities = { assignments: () => tables().assignments.rows(), ordinalOf }
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
      rows: () => tables().projects.rows(),
      countedFor: ({ closed, customerId }) => (closed ? undefined : ordinalOf(customerId)),
      size,
    }),
    trackingIndex: createTrackingIndex({ rows: () => tables().trackingItems.rows(), ordinalOf }),
    employeesByName: createNameIndex(() => tables().employees.rows(), employeeNamed),
    personsByName: createNameIndex(() => unmergedIn(tables()), personNamed),
    personNameIndex: createPersonNameIndex(() => tables().persons.rows()),
  }
}

/** Creates the indexes and the table listeners that maintain them; `clear` empties them all. */
export const createQueryIndexes = (
  tables: () => Tables,
): {
  readonly indexes: QueryIndexes
  readonly listeners: Omit<Listeners, 'every'>
  clear(): void
} => {
  const indexes = createIndexes(tables)
  const { customerIndex, facetIndex, customerColumns, duplicateIndex, personsByName, personNameIndex } = indexes
  return {
    indexes,
    listeners: {
      // The customer index comes first: it assigns ordinals.
      customers: notify(customerIndex, facetIndex, customerColumns, duplicateIndex),
      persons: (change) => {
        personsByName.changed(unmerged(change.before), unmerged(change.after))
        personNameIndex.changed(change)
      },
      employees: ({ before, after }) => indexes.employeesByName.changed(before, after),
      projects: indexes.openProjects.changed,
      trackingItems: indexes.trackingIndex.changed,
      assignments: notify(
        indexes.responsibilitiesByRole,
        indexes.responsibilitiesByEmployee,
        indexes.endDateIndex,
        indexes.responsibilityCounts,
        indexes.responsibilitiesByCustomer,
      ),
    },
    clear: () => {
      for (const index of Object.values(indexes)) index.clear()
    },
  }
}
