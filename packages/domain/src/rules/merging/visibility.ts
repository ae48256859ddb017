import type { StreamName } from '../../kernel/event.js'
import type { CalendarDate } from '../../kernel/values/calendar-date.js'
import { covers, type Interval } from '../../kernel/values/interval.js'
import { type Customer, customerStream } from '../../model/customer/state.js'
import type { CustomerGroups } from '../../model/customer-groups/state.js'
import { salespersonsOf as salespersonsOfGroup } from '../../model/customer-groups/tree.js'
import { type Employee, employeeStream } from '../../model/employee/state.js'
import type { Person } from '../../model/person/state.js'
import type { Project } from '../../model/project/state.js'
import type { Policies } from '../../model/settings/policies.js'

/** The employees who may see a record: all, or only these. Administrators are not covered. */
type Viewers = 'everybody' | ReadonlySet<string>

const isWithin = (some: Viewers, others: Viewers): boolean =>
  others === 'everybody' || (some !== 'everybody' && [...some].every((one) => others.has(one)))

const unionOfViewers = (viewers: readonly Viewers[]): Viewers =>
  viewers.includes('everybody')
    ? 'everybody'
    : new Set(viewers.flatMap((some) => (some === 'everybody' ? [] : [...some])))

/**
 * A customer with its projects; employees responsible for a project see the customer, too. `itself` is the person of a
 * private customer, if it was read.
 */
export type CustomerWithProjects = {
  readonly customer: Customer
  readonly projects: Iterable<Project>
  readonly itself?: Hideable | undefined
}

/** A person whose privacy matters. */
type Hideable = Pick<Person, 'privateTo'>

/** Returns customers with their projects, as far as both were read. */
export const customersWithProjects = (
  customerIds: readonly string[],
  customers: ReadonlyMap<StreamName, Customer>,
  projects: ReadonlyMap<StreamName, Project>,
): readonly CustomerWithProjects[] =>
  customerIds.flatMap((id) => {
    const customer = customers.get(customerStream(id).name)
    const own = [...projects.values()].filter(({ customerId }) => customerId === id)
    return customer === undefined ? [] : [{ customer, projects: own }]
  })

/** The states that decide who sees a customer; `employees` are the responsible ones and their substitutes. */
export type Known = {
  readonly groups: CustomerGroups
  readonly policies: Policies
  readonly employees: ReadonlyMap<StreamName, Employee>
}

const admittedBy = (groupId: string, { groups, policies }: Known): Viewers => {
  const salespersons = salespersonsOfGroup(groups, policies, groupId)
  return salespersons === null ? 'everybody' : new Set(salespersons)
}

/** Returns the salespersons that the groups of a customer admit; ignores deleted groups. */
const admittedTo = ({ groups: groupIds }: Customer, known: Known): Viewers => {
  const groups = groupIds.filter((id) => known.groups.byId.has(id))
  return groups.length === 0 ? 'everybody' : unionOfViewers(groups.map((id) => admittedBy(id, known)))
}

/** Whether the groups of a customer restrict salespersons. */
export const isShownToSome = (customer: Customer, known: Omit<Known, 'employees'>): boolean =>
  admittedTo(customer, { ...known, employees: new Map() }) !== 'everybody'

/** Returns the employees responsible for customers and projects. */
export const responsiblesOf = (...subjects: readonly Pick<Customer, 'responsibilities'>[]): readonly string[] => [
  ...new Set(subjects.flatMap((one) => one.responsibilities.assignments).map(({ employeeId }) => employeeId)),
]

/** Returns the substitutes of employees. */
export const substitutesOf = (employees: Iterable<Employee>): readonly string[] => [
  ...new Set([...employees].flatMap(({ absences }) => absences.map(({ substituteId }) => substituteId))),
]

/** What is known, on a day: rights by responsibility begin and end. */
type KnownOn = Known & { readonly day: CalendarDate }

/** A responsibility that makes a customer visible. */
export type Holding = Interval & { readonly employeeId: string }

const holdingsOf = ({ customer, projects }: CustomerWithProjects): readonly Holding[] =>
  [customer, ...projects].flatMap(({ responsibilities }) => responsibilities.assignments)

/** Whether groups restrict an employee: one that is only a salesperson. */
const isLimited = (employee: Employee | undefined): boolean => employee?.salesperson === true && !employee.admin

/**
 * Returns the salespersons who see a customer because they are responsible for it on the day, or substitute that day for
 * a responsible employee.
 */
const admittedByResponsibility = (holdings: readonly Holding[], { employees, day }: KnownOn): ReadonlySet<string> => {
  const employeeOf = (id: string): Employee | undefined => employees.get(employeeStream(id).name)
  const responsibles = holdings.filter((one) => covers(one, day)).map(({ employeeId }) => employeeId)
  const absences = responsibles.flatMap((id) => employeeOf(id)?.absences ?? []).filter((one) => covers(one, day))
  const all = [...responsibles, ...absences.map(({ substituteId }) => substituteId)]
  return new Set(all.filter((id) => isLimited(employeeOf(id))))
}

const salespersonsOf = (customer: CustomerWithProjects, known: KnownOn): Viewers =>
  unionOfViewers([admittedTo(customer.customer, known), admittedByResponsibility(holdingsOf(customer), known)])

/** Today, and the later days on which somebody begins to see a customer. */
const daysFrom = (today: CalendarDate, { employees }: Known, holdings: readonly Holding[]): readonly CalendarDate[] => {
  const absences = [...employees.values()].flatMap((one) => one.absences)
  const starts = [...holdings, ...absences].flatMap(({ from }) => (from !== null && from > today ? [from] : []))
  return [...new Set([today, ...starts])]
}

const intersectViewers = (some: Viewers, others: Viewers): Viewers => {
  if (some === 'everybody') return others
  return others === 'everybody' ? some : new Set([...some].filter((one) => others.has(one)))
}

const only = (ownerId: string | null): Viewers => new Set(ownerId === null ? [] : [ownerId])

const ownersOfPerson = ({ privateTo }: Hideable): Viewers => (privateTo === null ? 'everybody' : only(privateTo))

const ownersOf = ({ customer, itself }: CustomerWithProjects): Viewers => {
  const owners = customer.private ? only(customer.ownerId) : 'everybody'
  return itself === undefined ? owners : intersectViewers(owners, ownersOfPerson(itself))
}

/** Two records of one customer, and the responsibilities that the survivor takes over. */
type Customers = {
  readonly survivor: CustomerWithProjects
  readonly duplicate: CustomerWithProjects
  readonly taken: readonly Holding[]
}

const revealsCustomerOn = ({ survivor, duplicate, taken }: Customers, known: KnownOn): boolean => {
  const own = salespersonsOf(survivor, known)
  const after = unionOfViewers([own, admittedByResponsibility(taken, known)])
  return !isWithin(after, own) || !isWithin(after, salespersonsOf(duplicate, known))
}

/**
 * Whether merging two customers would show hidden data of either to an employee who sees the survivor, today or on a
 * later day.
 */
export const revealsCustomer = (customers: Customers, known: Known, today: CalendarDate): boolean => {
  const { survivor, duplicate, taken } = customers
  if (!isWithin(ownersOf(survivor), ownersOf(duplicate))) return true
  const days = daysFrom(today, known, [...holdingsOf(survivor), ...holdingsOf(duplicate), ...taken])
  return days.some((day) => revealsCustomerOn(customers, { ...known, day }))
}

/** The salespersons and the other employees who see a record. */
type Visibility = { readonly salespersons: Viewers; readonly others: Viewers }

const visibilityOf = (customer: CustomerWithProjects, known: KnownOn): Visibility => {
  const others = ownersOf(customer)
  return { salespersons: intersectViewers(others, salespersonsOf(customer, known)), others }
}

/** A person with the customers that make it visible. */
type Placed = { readonly person: Hideable; readonly customers: readonly CustomerWithProjects[] }

/** Returns the employees who see any of the customers; all if there are no customers. */
const visibilityOfCustomers = (customers: readonly CustomerWithProjects[], known: KnownOn): Visibility => {
  if (customers.length === 0) return { salespersons: 'everybody', others: 'everybody' }
  const visibilities = customers.map((customer) => visibilityOf(customer, known))
  return {
    salespersons: unionOfViewers(visibilities.map(({ salespersons }) => salespersons)),
    others: unionOfViewers(visibilities.map(({ others }) => others)),
  }
}

/**
 * Returns the employees who see a person: those who see one of its customers; for a private contact, only its owner.
 */
const visibilityOfPerson = ({ person, customers }: Placed, known: KnownOn): Visibility => {
  const { salespersons, others } = visibilityOfCustomers(customers, known)
  const owner = ownersOfPerson(person)
  return { salespersons: intersectViewers(salespersons, owner), others: intersectViewers(others, owner) }
}

const isVisibilityWithin = (some: Visibility, others: Visibility): boolean =>
  isWithin(some.salespersons, others.salespersons) && isWithin(some.others, others.others)

/** Two records of one person with the customers that make them visible, and those the survivor takes over. */
type Persons = {
  readonly survivor: Placed
  readonly duplicate: Placed
  readonly taken: readonly CustomerWithProjects[]
}

const revealsPersonOn = ({ survivor, duplicate, taken }: Persons, known: KnownOn): boolean => {
  const after = visibilityOfPerson({ ...survivor, customers: [...survivor.customers, ...taken] }, known)
  return (
    !isVisibilityWithin(after, visibilityOfPerson(survivor, known)) ||
    !isVisibilityWithin(after, visibilityOfPerson(duplicate, known))
  )
}

/**
 * Whether merging two persons would show hidden data of either to an employee who sees the survivor, today or on a later
 * day.
 */
export const revealsPerson = (persons: Persons, known: Known, today: CalendarDate): boolean => {
  const customers = [...persons.survivor.customers, ...persons.duplicate.customers]
  const days = daysFrom(today, known, customers.flatMap(holdingsOf))
  return days.some((day) => revealsPersonOn(persons, { ...known, day }))
}
