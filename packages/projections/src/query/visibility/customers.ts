import { type CalendarDate, covers, type Interval, idOfStream, overlaps } from '@clientele/domain'
import { type BitSet, emptyBitSet, fullBitSet, hasBit, setBit, subtract, union } from '../../data-structures/bit-set.js'
import type { HolderSubjects } from '../../indexes/responsibilities/responsibility-index.js'
import type { Register } from '../../register/register.js'
import { survivingCustomer } from '../../register/survivors.js'
import type { AssignmentRow, EmployeeRow, GroupRow } from '../../tables/rows.js'
import { absencesCoveredBy } from '../absences.js'
import { groupsAdmitting, withAncestors } from '../groups/group-hierarchy.js'
import { memoizeUntilChange } from '../memoize.js'
import { contactsOfOthers, customersOfOthers, seesAllPrivate } from './private-contacts.js'
import { activeViewer, type Viewing } from './viewer.js'

const anyDay: Interval = { from: null, until: null }

const subjectsOf = (
  { responsibilitiesByEmployee }: Register,
  holder: string,
  asOf: CalendarDate | undefined,
  days: Interval,
): HolderSubjects =>
  asOf === undefined ? responsibilitiesByEmployee.during(holder, days) : responsibilitiesByEmployee.on(holder, asOf)

/**
 * The customers for which an employee is responsible on a day, or, without a day, on any: directly, by a project, or as
 * a substitute.
 */
const responsibleFor = (register: Register, employeeId: string, asOf: CalendarDate | undefined): BitSet => {
  const { customerIndex, tables } = register
  const found = emptyBitSet(customerIndex.size)
  const add = ({ customers, projects }: HolderSubjects): void => {
    union(found, customers)
    for (const projectId of projects) {
      const ordinal = customerIndex.ordinalOf(tables.projects.get(projectId)?.customerId ?? '')
      if (ordinal !== undefined) setBit(found, ordinal)
    }
  }
  add(subjectsOf(register, employeeId, asOf, anyDay))
  // With a day, both absence and responsibility are checked on that day.
  for (const absence of absencesCoveredBy(register, employeeId, asOf))
    add(subjectsOf(register, absence.employeeId, asOf, absence))
  return found
}

const maxLookups = 10

/**
 * Returns a predicate: whether any of the employees is responsible for a customer. For few employees, all their
 * customers are looked up at once; for many, the responsibilities of each customer.
 */
export const responsibilityOf = (
  register: Register,
  employees: ReadonlySet<string>,
  asOf: CalendarDate | undefined,
): ((customerId: string) => boolean) => {
  if (employees.size <= maxLookups) {
    const found = emptyBitSet(register.customerIndex.size)
    for (const employee of employees) union(found, responsibleFor(register, employee, asOf))
    return (customerId) => hasBit(found, register.customerIndex.ordinalOf(customerId) ?? -1)
  }
  const { tables } = register
  const absences = [...employees].flatMap((id) => absencesCoveredBy(register, id, asOf))
  const isOfEmployees = (one: AssignmentRow): boolean =>
    (asOf === undefined || covers(one, asOf)) &&
    (employees.has(one.employeeId) ||
      absences.some((absence) => absence.employeeId === one.employeeId && overlaps(one, absence)))
  const isHeld = (subject: string): boolean => [...tables.assignments.rowsWhere('subject', subject)].some(isOfEmployees)
  return (customerId) =>
    isHeld(`customer-${customerId}`) ||
    [...tables.projects.keysWhere('customerId', customerId)].some((projectId) => isHeld(`project-${projectId}`))
}

const cachedMembers = memoizeUntilChange<BitSet>()

/** The visibility list of a group, inherited from the nearest ancestor that has one; may be empty. */
const salespersonsOf = (register: Register, { groupId }: GroupRow): readonly string[] =>
  withAncestors(register, groupId).find(
    ({ salespersonIds, deletedAt }) => deletedAt === null && salespersonIds.length > 0,
  )?.salespersonIds ?? []

const isOpen = (register: Register, group: GroupRow): boolean =>
  salespersonsOf(register, group).length === 0 && register.settings.policies.emptyVisibilityList === 'everyone'

// Cached for all viewers; the groups that admit a viewer are subtracted later.
const membersOfClosedGroups = (register: Register): BitSet =>
  cachedMembers(register, 'closed', () => {
    const [members, admitted] = [emptyBitSet(register.customerIndex.size), emptyBitSet(register.customerIndex.size)]
    for (const group of register.tables.groups.rows())
      if (group.deletedAt === null)
        union(isOpen(register, group) ? admitted : members, register.facetIndex.of('groupIds', group.groupId))
    return subtract(members, admitted)
  })

/**
 * Hides members of groups that do not admit the viewer, unless another of their groups does. Deleted groups are
 * ignored.
 */
const hideOtherGroups = (register: Register, { employeeId }: EmployeeRow, hidden: BitSet): void => {
  union(hidden, membersOfClosedGroups(register))
  for (const { groupId, deletedAt } of groupsAdmitting(register, employeeId))
    if (deletedAt === null) subtract(hidden, register.facetIndex.of('groupIds', groupId))
}

const hidePrivate = (register: Register, viewer: EmployeeRow, hidden: BitSet): void => {
  if (seesAllPrivate(register, viewer)) return
  const { facetIndex, customerIndex } = register
  const others = subtract(fullBitSet(customerIndex.size), facetIndex.of('privateTo', null))
  union(hidden, subtract(others, facetIndex.of('privateTo', viewer.employeeId)))
  for (const customerId of customersOfOthers(register, viewer)) {
    const ordinal = customerIndex.ordinalOf(customerId)
    if (ordinal !== undefined) setBit(hidden, ordinal)
  }
}

/** The survivor of a merged customer; `null` for other records. */
const survivorOf = ({ tables }: Register, record: string): string | null => {
  const customerId = idOfStream(record)
  const survivor = record.startsWith('customer-') ? survivingCustomer(tables, customerId) : customerId
  return survivor === customerId ? null : survivor
}

/** Hides the customers that were merged into hidden ones: they are one party. */
const hideMerged = (register: Register, hidden: BitSet): void => {
  const { customerIndex, tables } = register
  for (const { record } of tables.absorptions.rows()) {
    const survivor = survivorOf(register, record)
    const isHidden = survivor !== null && hasBit(hidden, customerIndex.ordinalOf(survivor) ?? -1)
    const ordinal = isHidden ? customerIndex.ordinalOf(idOfStream(record)) : undefined
    if (ordinal !== undefined) setBit(hidden, ordinal)
  }
}

/**
 * The customers a viewer may not see; `null` for the host, who sees all. An employee with only the salesperson role
 * does not see customers of groups whose visibility list omits it, unless it is responsible for them today or
 * substitutes for a responsible employee. A private customer is visible to its owner and, by policy, to administrators;
 * the same applies to a customer that is a private contact. All rules must allow, for a merged customer also those of its
 * survivor. A viewer that is no active employee sees no customer.
 */
const hiddenFrom = (register: Register, viewing: Viewing): BitSet | null => {
  const employee = activeViewer(register, viewing)
  if (employee === 'host') return null
  if (employee === null) return fullBitSet(register.customerIndex.size)
  const hidden = emptyBitSet(register.customerIndex.size)
  if (employee.salesperson && !employee.admin) {
    hideOtherGroups(register, employee, hidden)
    subtract(hidden, responsibleFor(register, employee.employeeId, register.today()))
  }
  hidePrivate(register, employee, hidden)
  hideMerged(register, hidden)
  return hidden
}

const hiddenSets = memoizeUntilChange<BitSet | null>()

/** Maps the hidden set of the present to a register of the past; customers that no longer exist are hidden. */
const hiddenInPast = (past: Register, hidden: BitSet): BitSet => {
  const { rightsRegister, customerIndex } = past
  const found = emptyBitSet(customerIndex.size)
  for (let ordinal = 0; ordinal < customerIndex.size; ordinal += 1) {
    const now = rightsRegister.customerIndex.ordinalOf(customerIndex.at(ordinal)?.id ?? '')
    if (now === undefined || hasBit(hidden, now)) setBit(found, ordinal)
  }
  return found
}

const hiddenIn = (register: Register, viewer: string): BitSet | null => {
  const { rightsRegister } = register
  if (rightsRegister === register) return hiddenFrom(register, { viewer })
  const hidden = hiddenFrom(rightsRegister, { viewer })
  return hidden === null ? null : hiddenInPast(register, hidden)
}

/**
 * The customers hidden from a viewer by today's rights, also in queries about other days; `null` for none. Read-only.
 */
export const hiddenNow = (register: Register, { viewer }: Viewing): BitSet | null =>
  viewer === undefined
    ? null
    : hiddenSets(register, `${viewer}\t${register.rightsRegister.today()}`, () => hiddenIn(register, viewer))

/** Removes the hidden customers; changes and returns the set. */
export const visibleOnly = (register: Register, customers: BitSet, viewing: Viewing): BitSet => {
  const hidden = hiddenNow(register, viewing)
  return hidden === null ? customers : subtract(customers, hidden)
}

/** Whether none of the groups of a deleted customer is closed to the viewer, or one admits it. */
const isAdmittedTo = (register: Register, viewer: EmployeeRow, groupIds: readonly string[]): boolean => {
  if (!viewer.salesperson || viewer.admin) return true
  const groups = groupIds
    .map((groupId) => register.tables.groups.get(groupId))
    .filter((group): group is GroupRow => group?.deletedAt === null)
  return (
    groups.length === 0 ||
    groups.some((group) => isOpen(register, group) || salespersonsOf(register, group).includes(viewer.employeeId))
  )
}

/**
 * Whether a viewer may see what remains of a deleted customer: by the rights at its deletion, and, if it was merged, by
 * those of its survivor.
 */
const seesDeleted = (register: Register, viewing: Viewing, customerId: string): boolean => {
  const { tables } = register
  const deleted = tables.deletedCustomers.get(customerId)
  const viewer = activeViewer(register, viewing)
  if (deleted === undefined || viewer === 'host') return true
  if (viewer === null) return false
  const survivor = survivorOf(register, `customer-${customerId}`)
  if (survivor !== null && !visibleCustomers(register, viewing)(survivor)) return false
  const isOthers = contactsOfOthers(register, viewing)?.(deleted.personId ?? '') === true
  const isOwn = !deleted.private || deleted.ownerId === viewer.employeeId || seesAllPrivate(register, viewer)
  return !isOthers && isOwn && isAdmittedTo(register, viewer, deleted.groupIds)
}

/** Returns a predicate for the customers a viewer may see; used by every view, count and listing. */
export const visibleCustomers = (register: Register, viewing: Viewing): ((customerId: string) => boolean) => {
  const hidden = hiddenNow(register, viewing)
  if (hidden === null) return () => true
  return (customerId) => {
    const ordinal = register.customerIndex.ordinalOf(customerId)
    return ordinal === undefined ? seesDeleted(register.rightsRegister, viewing, customerId) : !hasBit(hidden, ordinal)
  }
}
