import { type CustomerCounts, createCustomerCounts } from './customer-counts.js'
import { type CustomerResponsibilities, createCustomerResponsibilities } from './customer-responsibilities.js'
import { type CustomerSets, createCustomerSets } from './customer-sets.js'
import { type CustomerValues, createCustomerValues } from './customer-values.js'
import { createEndings, type Endings } from './endings.js'
import { createHoldings, type Holdings, partsByEmployee, partsByRole } from './holdings.js'
import { createKeptOrder, type KeptOrder } from './kept-order.js'
import { createLikenesses, type Likenesses } from './likeness.js'
import type { Listeners } from './listeners.js'
import type { Named } from './name-order.js'
import { createPersonNames, type PersonNames } from './person-names.js'
import { createResponsibilityCounts, type ResponsibilityCounts } from './responsibility-counts.js'
import { createRoster, type Roster } from './roster.js'
import type { EmployeeRow, PersonRow, ProjectRow } from './rows.js'
import type { RowChange } from './table.js'
import type { Tables } from './tables.js'
import { createTrackedValues, type TrackedValues } from './tracked-values.js'

/** What is kept beside the tables, so that a question does not go through them; most is made when first asked for. */
export type QueryStructures = {
  readonly roster: Roster
  /** Which customers are in each group now, and have each value of other columns. */
  readonly customerSets: CustomerSets
  /** What lists show of customers, by their numbers. */
  readonly customerValues: CustomerValues
  /** Which customers look like one. */
  readonly likenesses: Likenesses
  /** Where roles are held. */
  readonly rolesHeld: Holdings
  /** What employees are responsible for. */
  readonly employeesHold: Holdings
  /** When responsibilities end. */
  readonly endings: Endings
  /** How many responsibilities customers have. */
  readonly responsibilityCounts: ResponsibilityCounts
  /** The responsibilities of customers, by their numbers. */
  readonly customerResponsibilities: CustomerResponsibilities
  /** How many open projects customers have. */
  readonly openProjects: CustomerCounts<ProjectRow>
  /** Which values customers had in tracking dimensions, and when. */
  readonly trackedValues: TrackedValues
  /** The employees by name. */
  readonly staff: KeptOrder<EmployeeRow>
  /** The persons by last and first name, none who was merged into another. */
  readonly personOrder: KeptOrder<PersonRow>
  /** The names that persons have. */
  readonly personNames: PersonNames
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
const telling =
  <Row>(...followers: readonly { changed(change: RowChange<Row>): void }[]) =>
  (change: RowChange<Row>): void => {
    for (const follower of followers) follower.changed(change)
  }

const structuresOf = (tables: () => Tables): QueryStructures => {
  const customers = () => tables().customers.rows()
  const roster = createRoster(customers)
  const { ordinalOf, rowAt } = roster
  const size = (): number => roster.size
  const responsibilities = { assignments: () => tables().assignments.rows(), ordinalOf }
  return {
    roster,
    customerSets: createCustomerSets({ customers, ordinalOf }),
    customerValues: createCustomerValues({ size, rowAt, ordinalOf }),
    likenesses: createLikenesses({ customers, ordinalOf, rowAt }),
    rolesHeld: createHoldings({ ...responsibilities, partsOf: partsByRole }),
    employeesHold: createHoldings({ ...responsibilities, partsOf: partsByEmployee }),
    endings: createEndings(responsibilities),
    responsibilityCounts: createResponsibilityCounts({ ...responsibilities, size }),
    customerResponsibilities: createCustomerResponsibilities(responsibilities),
    openProjects: createCustomerCounts<ProjectRow>({
      rows: () => tables().projects.rows(),
      countedFor: ({ closed, customerId }) => (closed ? undefined : ordinalOf(customerId)),
      size,
    }),
    trackedValues: createTrackedValues({ rows: () => tables().trackingItems.rows(), ordinalOf }),
    staff: createKeptOrder(() => tables().employees.rows(), employeeNamed),
    personOrder: createKeptOrder(() => unmergedIn(tables()), personNamed),
    personNames: createPersonNames(() => tables().persons.rows()),
  }
}

/** The structures, what has to hear of changes in the tables, and how all of them start over. */
export const createQueryStructures = (
  tables: () => Tables,
): {
  readonly structures: QueryStructures
  readonly listeners: Omit<Listeners, 'every'>
  clear(): void
} => {
  const structures = structuresOf(tables)
  const { roster, customerSets, customerValues, likenesses, personOrder, personNames, staff } = structures
  const { rolesHeld, employeesHold, endings, responsibilityCounts, customerResponsibilities } = structures
  return {
    structures,
    listeners: {
      // The roster comes first: it numbers who is new.
      customers: telling(roster, customerSets, customerValues, likenesses),
      persons: (change) => {
        personOrder.changed(unmerged(change.before), unmerged(change.after))
        personNames.changed(change)
      },
      employees: ({ before, after }) => staff.changed(before, after),
      projects: structures.openProjects.changed,
      trackingItems: structures.trackedValues.changed,
      assignments: telling(rolesHeld, employeesHold, endings, responsibilityCounts, customerResponsibilities),
    },
    clear: () => {
      for (const structure of Object.values(structures)) structure.clear()
    },
  }
}
