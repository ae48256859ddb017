import type { Customer } from '../customer/state.js'
import type { CustomerGroups } from '../customer-groups/state.js'
import { lineOf } from '../customer-groups/tree.js'
import { type Employee, employeeStream } from '../employee/state.js'
import type { StreamName } from '../kernel/event.js'
import type { Person } from '../person/state.js'
import type { Policies } from '../settings/policies.js'

/** Who may see something: everybody, or these only. Administrators are never asked about. */
type Seers = 'everybody' | ReadonlySet<string>

const isWithin = (some: Seers, others: Seers): boolean =>
  others === 'everybody' || (some !== 'everybody' && [...some].every((one) => others.has(one)))

const together = (seers: readonly Seers[]): Seers =>
  seers.includes('everybody') ? 'everybody' : new Set(seers.flatMap((some) => (some === 'everybody' ? [] : [...some])))

type Known = {
  readonly groups: CustomerGroups
  readonly policies: Policies
  readonly employees: ReadonlyMap<StreamName, Employee>
}

/** The salespersons a group admits: those on its list, or on that of the nearest group above it with one (K27). */
const admittedBy = (groupId: string, { groups, policies }: Known): Seers => {
  const { visibleTo = [] } = lineOf(groups, groupId).find((group) => group.visibleTo.length > 0) ?? {}
  if (visibleTo.length > 0) return new Set(visibleTo)
  return policies.emptyVisibilityList === 'everyone' ? 'everybody' : new Set()
}

/** Whoever has not only the salesperson role sees customers of every group. */
const isLimited = (employee: Employee | undefined): boolean => employee?.salesperson === true && !employee.admin

const responsibleFor = ({ responsibilities }: Customer, { employees }: Known): ReadonlySet<string> =>
  new Set(
    responsibilities.assignments
      .map(({ employeeId }) => employeeId)
      .filter((id) => isLimited(employees.get(employeeStream(id).name))),
  )

/** The salespersons who see a customer by its groups, or because they are responsible for it. */
const salespersonsOf = (customer: Customer, known: Known): Seers => {
  const groups = customer.groups.filter((id) => known.groups.byId.has(id))
  if (groups.length === 0) return 'everybody'
  return together([...groups.map((id) => admittedBy(id, known)), responsibleFor(customer, known)])
}

type Hideable = Pick<Customer, 'private' | 'ownerId'>

const ownersOf = (customer: Hideable): Seers =>
  customer.private ? new Set(customer.ownerId === null ? [] : [customer.ownerId]) : 'everybody'

/** Whether a merge would show what is hidden with the duplicate to somebody who sees the survivor (INV-26). */
export const revealsCustomer = (survivor: Customer, duplicate: Customer, known: Known): boolean =>
  !isWithin(ownersOf(survivor), ownersOf(duplicate)) ||
  !isWithin(salespersonsOf(survivor, known), salespersonsOf(duplicate, known))

/** Who sees a person: who sees the private customer it is, or else one of its companies; everybody when it has none. */
const seersOf = (privateCustomer: Hideable | undefined, companies: readonly Hideable[]): Seers => {
  if (privateCustomer !== undefined) return ownersOf(privateCustomer)
  return companies.length === 0 ? 'everybody' : together(companies.map(ownersOf))
}

type Persons = { readonly survivor: Person; readonly duplicate: Person; readonly companiesTaken: readonly string[] }

/** Whether a merge would show what is hidden with either person to somebody who sees the one they become (INV-26). */
export const revealsPerson = (
  { survivor, duplicate, companiesTaken }: Persons,
  customerOf: (customerId: string) => Customer | undefined,
): boolean => {
  const known = (ids: readonly string[]): readonly Customer[] => ids.flatMap((id) => customerOf(id) ?? [])
  const [own, other] = [survivor, duplicate].map(({ privateCustomerId }) => customerOf(privateCustomerId ?? ''))
  const after = seersOf(own, known([...survivor.companies, ...companiesTaken]))
  return (
    !isWithin(after, seersOf(own, known(survivor.companies))) ||
    !isWithin(after, seersOf(other, known(duplicate.companies)))
  )
}
