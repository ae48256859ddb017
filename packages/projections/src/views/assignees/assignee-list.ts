import type { CalendarDate } from '@clientele/domain'
import { type BitSet, fullBitSet, hasBit, intersect } from '../../data-structures/bit-set.js'
import { type Absences, absencesCoveredBy } from '../../query/absences.js'
import { applyFilter } from '../../query/filter.js'
import { customersWithIds } from '../../query/filters/sets.js'
import { groupNamesOf } from '../../query/groups/memberships.js'
import { pageOfCustomerRows } from '../../query/paging/customer-rows.js'
import type { ByOrdinal } from '../../query/paging/map-page.js'
import type { Register } from '../../register/register.js'
import {
  type AssigneeParams,
  type AssigneeQuery,
  type AssigneeRow,
  assigneeEntries,
  assigneeQuery,
  type Entry,
} from './assignee-entries.js'

type Customer = Pick<AssigneeRow, 'customerId' | 'customerName' | 'customerGroup' | 'archived'>

const projectOwner = ({ tables }: Register, projectId: string): readonly string[] => {
  const project = tables.projects.get(projectId)
  return project === undefined ? [] : [project.customerId]
}

const customersOf = (register: Register, employeeId: string): readonly string[] => [
  ...[...register.tables.assignments.rowsWhere('employeeId', employeeId)].flatMap(({ kind, subjectId }) =>
    kind === 'customer' ? [subjectId] : projectOwner(register, subjectId),
  ),
  ...[...register.tables.participants.rowsWhere('employeeId', employeeId)].flatMap(({ projectId }) =>
    projectOwner(register, projectId),
  ),
]

const withSubstituted = (register: Register, employeeId: string, asOf: CalendarDate): readonly string[] => [
  employeeId,
  ...absencesCoveredBy(register, employeeId, asOf).map((absence) => absence.employeeId),
]

const selectedCustomers = (register: Register, params: AssigneeParams): BitSet => {
  const { filter = {} } = params
  const { customerId, employeeId, showArchived } = filter
  const all = showArchived === true ? allCustomers(register) : register.customerIndex.active()
  const named = customerId === undefined ? null : customersWithIds(register, [customerId])
  const holders = employeeId === undefined ? [] : withSubstituted(register, employeeId, params.asOf)
  const ofEmployee =
    employeeId === undefined
      ? null
      : customersWithIds(
          register,
          holders.flatMap((holder) => customersOf(register, holder)),
        )
  for (const limit of [named, ofEmployee]) if (limit !== null) intersect(all, limit)
  return applyFilter(register, all, filter, params)
}

const allCustomers = ({ customerIndex }: Register): BitSet => fullBitSet(customerIndex.size)

const isEmpty = (keys: Iterable<string>): boolean => {
  for (const _ of keys) return false
  return true
}

const customersOfAbsentees = (register: Register, absences: Absences): BitSet =>
  customersWithIds(
    register,
    [...absences.keys()].flatMap((employeeId) => customersOf(register, employeeId)),
  )

/** The number of rows of a customer; read from maintained counts if only its own responsibilities are listed. */
const lengthsIn = (register: Register, query: AssigneeQuery): ((ordinal: number) => number) => {
  const { employeeId, showProjectParticipants = false } = query.filter ?? {}
  const counts = register.responsibilityCounts.lastingOn(query.includeEnded === true ? null : query.asOf)
  const withAbsentees = customersOfAbsentees(register, query.absences)
  const idOf = (ordinal: number): string => register.customerIndex.at(ordinal)?.id ?? ''
  const isCounted = (ordinal: number): boolean =>
    employeeId === undefined &&
    !hasBit(withAbsentees, ordinal) &&
    (!showProjectParticipants || isEmpty(register.tables.projects.keysWhere('customerId', idOf(ordinal))))
  return (ordinal) => (isCounted(ordinal) ? (counts[ordinal] ?? 0) : assigneeEntries(register, ordinal, query).length)
}

const projectName = ({ tables }: Register, { subject }: Entry): string =>
  subject.kind === 'project' ? (tables.projects.get(subject.id)?.name ?? '') : ''

const rowOf = (register: Register, customer: Customer, entry: Entry): AssigneeRow => ({
  customerId: customer.customerId,
  customerName: customer.customerName,
  customerGroup: customer.customerGroup,
  projectName: projectName(register, entry),
  personId: entry.personId,
  personName: entry.person.personName,
  personEmail: entry.person.personEmail,
  sellerInformation: entry.person.sellerInformation,
  interval: entry.interval,
  customerRole: entry.customerRole,
  roleId: entry.roleId,
  subject: entry.subject,
  archived: customer.archived,
  personInactive: entry.person.personInactive,
  substituteFor: entry.substituteFor,
  assignmentId: entry.assignmentId,
})

const customersAt = (register: Register): ByOrdinal<Customer> => {
  const { customerColumns } = register
  const [customerIds, names] = [customerColumns.customerId(), customerColumns.name()]
  const [archived, mergedInto] = [customerColumns.archived(), customerColumns.mergedInto()]
  const groupNames = groupNamesOf(register)
  return (ordinal) => ({
    customerId: customerIds[ordinal] ?? '',
    customerName: names[ordinal] ?? '',
    customerGroup: groupNames(ordinal),
    archived: archived[ordinal] === true || (mergedInto[ordinal] ?? null) !== null,
  })
}

const rowsOn = (register: Register, query: AssigneeQuery): ByOrdinal<readonly AssigneeRow[]> => {
  const customerAt = customersAt(register)
  return (ordinal) => {
    const entries = assigneeEntries(register, ordinal, query)
    if (entries.length === 0) return []
    const customer = customerAt(ordinal)
    return entries.map((entry) => rowOf(register, customer, entry))
  }
}

/** The rows of a page, lazily: an export of any size has one customer at a time in memory. */
export const assigneeRows = (register: Register, params: AssigneeParams): Iterable<AssigneeRow> => {
  const query = assigneeQuery(register, params)
  const lengthOf = (params.offset ?? 0) > 0 ? lengthsIn(register, query) : () => 0
  return pageOfCustomerRows(
    register,
    selectedCustomers(register, params),
    { lengthOf, rowsOf: rowsOn(register, query) },
    params,
  )
}

/**
 * The responsibilities: one row per customer, person and role, and one per substitute of an employee absent on the day;
 * by customer name, person name and role.
 */
export const assigneeList = (register: Register, params: AssigneeParams): readonly AssigneeRow[] => [
  ...assigneeRows(register, params),
]
