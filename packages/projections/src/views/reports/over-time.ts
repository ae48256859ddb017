import { addDays, dateOf, endOfDay, overlaps } from '@clientele/domain'
import { type BitSet, emptyBitSet, intersect, setBit } from '../../data-structures/bit-set.js'
import type { QueryContext } from '../../query/context.js'
import { applyFilter, type CustomerFilter, resolveGroups } from '../../query/filter.js'
import { customersWithIds } from '../../query/filters/sets.js'
import { groupExists, specialGroupExists } from '../../query/groups/memberships.js'
import type { Period } from '../../query/period.js'
import type { Register } from '../../register/register.js'
import type { MembershipRow } from '../../tables/rows.js'
import { daysInGroups, type Kept } from './days-in-groups.js'
import { daysWithoutGroup } from './without-group.js'

/**
 * What a report over a period is limited by. Groups and special groups are those that a customer was in on some day of the
 * period; everything else is as of the day asked for.
 */
export type OverTimeFilter = CustomerFilter & {
  /** Only customers an employee was responsible for on some day of the period. */
  readonly userId?: string | undefined
  readonly status?: string | undefined
  /** On by default: a report is about the past. */
  readonly showArchived?: boolean | undefined
}

/** The customers of a report, and the days each was in its groups; without groups, no days. */
export type OverTime = {
  readonly customers: BitSet
  readonly daysOf: ((customerId: string) => number | null) | null
}

/** Whether a membership covers some day of a period, compared by instants where possible. */
const coversSomeDay = ({ settings }: Register, { from, to }: Period): ((membership: MembershipRow) => boolean) => {
  const { timeZone } = settings.policies
  const begins = from === undefined ? null : endOfDay(from, timeZone)
  const ends = to === undefined ? null : endOfDay(to, timeZone)
  return (membership) =>
    (ends === null || membership.from < ends) &&
    (membership.until === null ||
      ((begins === null || membership.until >= begins) &&
        dateOf(membership.from, timeZone) < dateOf(membership.until, timeZone)))
}

type Memberships = Iterable<MembershipRow>

const inGroups = function* ({ tables }: Register, kept: Kept, groups: ReadonlySet<string | null>): Memberships {
  for (const groupId of groups) if (groupId !== null) yield* tables[kept].rowsWhere('groupId', groupId)
}

/** The customers an employee was responsible for on some day of a period. */
const customersHeld = function* ({ tables }: Register, employeeId: string, { from, to }: Period): Iterable<string> {
  const days = { from: from ?? null, until: to === undefined ? null : addDays(to, 1) }
  for (const assignment of tables.assignments.rowsWhere('employeeId', employeeId))
    if (assignment.kind === 'customer' && overlaps(assignment, days)) yield assignment.subjectId
}

const allCustomers = function* ({ tables }: Register): Iterable<string> {
  for (const { customerId } of tables.customers.rows()) yield customerId
}

/** Adds those of some customers that were in no group on some day of a period. */
const addGroupless = (register: Register, customerIds: Iterable<string>, period: Period, into: BitSet): BitSet => {
  for (const customerId of customerIds) {
    const ordinal = register.customerIndex.ordinalOf(customerId)
    if (ordinal !== undefined && daysWithoutGroup(register, customerId, period).length > 0) setBit(into, ordinal)
  }
  return into
}

type Groups = ReadonlySet<string | null>

const everMembers = (register: Register, kept: Kept, groups: Groups, period: Period): BitSet => {
  const { customerIndex } = register
  const touchesPeriod = coversSomeDay(register, period)
  const members = emptyBitSet(customerIndex.size)
  for (const membership of inGroups(register, kept, groups)) {
    const ordinal = touchesPeriod(membership) ? customerIndex.ordinalOf(membership.customerId) : undefined
    if (ordinal !== undefined) setBit(members, ordinal)
  }
  return members
}

type Meant = { readonly kept: Kept; readonly groups: Groups }

/** The groups and special groups that are meant, if any are; one that was deleted has nobody. */
const groupsMeant = (register: Register, filter: OverTimeFilter): readonly Meant[] => {
  const { groupIds = [], specialGroupIds = [], includeSubgroups } = filter
  const existing = groupIds.filter((groupId) => groupId === null || groupExists(register, groupId))
  const special = specialGroupIds.filter((id) => specialGroupExists(register, id))
  return [
    ...(groupIds.length === 0
      ? []
      : [{ kept: 'groupMemberships' as const, groups: resolveGroups(register, existing, includeSubgroups) }]),
    ...(specialGroupIds.length === 0
      ? []
      : [{ kept: 'specialMemberships' as const, groups: new Set<string | null>(special) }]),
  ]
}

/** The customers that a report over a period is about. */
export const overTime = (
  register: Register,
  filter: OverTimeFilter,
  period: Period,
  context: QueryContext,
): OverTime => {
  const { groupIds: _groups, specialGroupIds: _special, userId, status, ...rest } = filter
  const { customerIndex } = register
  const all = filter.showArchived === false ? customerIndex.active() : customerIndex.present()
  const customers = applyFilter(register, all, rest, context)
  const held = userId === undefined ? null : [...customersHeld(register, userId, period)]
  if (held !== null) intersect(customers, customersWithIds(register, held))
  if (status !== undefined) intersect(customers, register.facetIndex.of('status', status))
  const meant = groupsMeant(register, filter)
  for (const { kept, groups } of meant) {
    const members = everMembers(register, kept, groups, period)
    if (groups.has(null)) addGroupless(register, held ?? allCustomers(register), period, members)
    intersect(customers, members)
  }
  const [first] = meant
  return {
    customers,
    daysOf: first === undefined ? null : (id) => daysInGroups(register, first.kept, id, first.groups, period),
  }
}
