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

/** What is kept beside the tables, so that a question does not go through them; most is made when first asked for. */
export type QueryIndexes = {
  readonly customerIndex: CustomerIndex
  /** Which customers are in each group now, and have each value of other columns. */
  readonly facetIndex: FacetIndex
  /** What lists show of customers, by their numbers. */
  readonly customerColumns: CustomerColumns
  /** Which customers look like one. */
  readonly duplicateIndex: DuplicateIndex
  /** Where roles are held. */
  readonly responsibilitiesByRole: ResponsibilityIndex
  /** What employees are responsible for. */
  readonly responsibilitiesByEmployee: ResponsibilityIndex
  /** When responsibilities end. */
  readonly endDateIndex: EndDateIndex
  /** How many responsibilities customers have. */
  readonly responsibilityCounts: ResponsibilityCounts
  /** The responsibilities of customers, by their numbers. */
  readonly responsibilitiesByCustomer: ResponsibilitiesByCustomer
  /** How many open projects customers have. */
  readonly openProjects: CustomerCounts<ProjectRow>
  /** Which values customers had in tracking dimensions, and when. */
  readonly trackingIndex: TrackingIndex
  /** The employees by name. */
  readonly employeesByName: NameIndex<EmployeeRow>
  /** The persons by last and first name, none who was merged into another. */
  readonly personsByName: NameIndex<PersonRow>
  /** The names that persons have. */
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

/** Tells what follows a table of each change in it, one after another. */
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

/** The structures, what has to hear of changes in the tables, and how all of them start over. */
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
      // The roster comes first: it numbers who is new.
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
