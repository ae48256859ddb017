import { addDays, dateOf, endOfDay, overlaps } from '@clientele/domain'
import { type BitSet, emptyBitSet, intersect, setBit } from '../../data-structures/bit-set.js'
import type { QueryContext } from '../../query/context.js'
import { existingAtEndOf } from '../../query/existing-customers.js'
import { applyFilter, type CustomerFilter, resolveGroups } from '../../query/filter.js'
import { customersWithIds } from '../../query/filters/sets.js'
import { groupExists, specialGroupExists } from '../../query/groups/memberships.js'
import type { Period } from '../../query/period.js'
import type { Register } from '../../register/register.js'
import type { MembershipRow } from '../../tables/rows.js'
import { daysInGroups, type MembershipTable } from './days-in-groups.js'
import { daysWithoutGroup } from './without-group.js'

/**
 * Filters of a report over a period. Groups and special groups match customers that were in them on some day of the
 * period; everything else applies to the day asked for.
 */
export type OverTimeFilter = CustomerFilter & {
  /** Only customers for which this employee was responsible on some day of the period. */
  readonly userId?: string | undefined
  readonly status?: string | undefined
  /** On by default, since a report is about the past. */
  readonly showArchived?: boolean | undefined
}

/** The customers of a report, and the number of days in its groups; `null` if no groups are given. */
export type OverTime = {
  readonly customers: BitSet
  readonly daysOf: ((customerId: string) => number | null) | null
}

/** Whether a membership covers some day of a period, compared by instants where possible. */
const coversSomeDay = ({ settings }: Register, { from, to }: Period): ((membership: MembershipRow) => boolean) => {
  const { timeZone } = settings.policies
  const start = from === undefined ? null : endOfDay(from, timeZone)
  const end = to === undefined ? null : endOfDay(to, timeZone)
  return (membership) =>
    (end === null || membership.from < end) &&
    (membership.until === null ||
      ((start === null || membership.until >= start) &&
        dateOf(membership.from, timeZone) < dateOf(membership.until, timeZone)))
}

type Memberships = Iterable<MembershipRow>

const inGroups = function* (
  { tables }: Register,
  table: MembershipTable,
  groups: ReadonlySet<string | null>,
): Memberships {
  for (const groupId of groups) if (groupId !== null) yield* tables[table].rowsWhere('groupId', groupId)
}

/** The customers for which an employee was responsible on some day of a period. */
const customersOfEmployee = function* (
  { tables }: Register,
  employeeId: string,
  { from, to }: Period,
): Iterable<string> {
  const days = { from: from ?? null, until: to === undefined ? null : addDays(to, 1) }
  for (const assignment of tables.assignments.rowsWhere('employeeId', employeeId))
    if (assignment.kind === 'customer' && overlaps(assignment, days)) yield assignment.subjectId
}

const allCustomers = function* ({ tables }: Register): Iterable<string> {
  for (const { customerId } of tables.customers.rows()) yield customerId
}

/** Adds the customers that were in no group on some day of a period. */
const addGroupless = (register: Register, customerIds: Iterable<string>, period: Period, into: BitSet): BitSet => {
  for (const customerId of customerIds) {
    const ordinal = register.customerIndex.ordinalOf(customerId)
    if (ordinal !== undefined && daysWithoutGroup(register, customerId, period).length > 0) setBit(into, ordinal)
  }
  return into
}

type Groups = ReadonlySet<string | null>

const membersDuring = (register: Register, table: MembershipTable, groups: Groups, period: Period): BitSet => {
  const { customerIndex } = register
  const overlapsPeriod = coversSomeDay(register, period)
  const members = emptyBitSet(customerIndex.size)
  for (const membership of inGroups(register, table, groups)) {
    const ordinal = overlapsPeriod(membership) ? customerIndex.ordinalOf(membership.customerId) : undefined
    if (ordinal !== undefined) setBit(members, ordinal)
  }
  return members
}

type GroupFilter = { readonly table: MembershipTable; readonly groups: Groups }

/** The groups and special groups of the filter, if any; deleted groups match no customer. */
const groupFilters = (register: Register, filter: OverTimeFilter): readonly GroupFilter[] => {
  const { groupIds = [], specialGroupIds = [], includeSubgroups } = filter
  const existing = groupIds.filter((groupId) => groupId === null || groupExists(register, groupId))
  const special = specialGroupIds.filter((id) => specialGroupExists(register, id))
  return [
    ...(groupIds.length === 0
      ? []
      : [{ table: 'groupMemberships' as const, groups: resolveGroups(register, existing, includeSubgroups) }]),
    ...(specialGroupIds.length === 0
      ? []
      : [{ table: 'specialMemberships' as const, groups: new Set<string | null>(special) }]),
  ]
}

/**
 * Selects the customers of a report over a period; customers that were merged into others since its end are included,
 * unless archived ones are not.
 */
export const overTime = (
  register: Register,
  filter: OverTimeFilter,
  period: Period,
  context: QueryContext,
): OverTime => {
  const { groupIds: _groups, specialGroupIds: _special, userId, status, ...rest } = filter
  const all = filter.showArchived === false ? register.customerIndex.active() : existingAtEndOf(register, period)
  const customers = applyFilter(register, all, rest, context)
  const ofEmployee = userId === undefined ? null : [...customersOfEmployee(register, userId, period)]
  if (ofEmployee !== null) intersect(customers, customersWithIds(register, ofEmployee))
  if (status !== undefined) intersect(customers, register.facetIndex.of('status', status))
  const filters = groupFilters(register, filter)
  for (const { table, groups } of filters) {
    const members = membersDuring(register, table, groups, period)
    if (groups.has(null)) addGroupless(register, ofEmployee ?? allCustomers(register), period, members)
    intersect(customers, members)
  }
  const [first] = filters
  return {
    customers,
    daysOf: first === undefined ? null : (id) => daysInGroups(register, first.table, id, first.groups, period),
  }
}
