import { addDays, type CalendarDate, dateOf, daysBetween, endOfDay, overlaps } from '@clientele/domain'
import { type Either, map } from 'fp-ts/lib/Either.js'
import { type BitSet, emptyBitSet, intersect, setBit } from '../../data-structures/bit-set.js'
import type { PageRequest, QueryContext } from '../../query/context.js'
import { resolveGroups } from '../../query/filter.js'
import { groupExists } from '../../query/groups/memberships.js'
import { type InvalidPeriod, type Period, periodOf } from '../../query/period.js'
import { visibleOnly } from '../../query/visibility/customers.js'
import type { Register } from '../../register/register.js'
import type { MembershipRow } from '../../tables/rows.js'
import { type MemberRow, membersOnPage } from '../groups/group-members.js'
import { anyTime, type Days, daysWithoutGroup } from './without-group.js'

export type GroupReportParams = QueryContext &
  PageRequest & {
    /** `null` is "No group". */
    readonly groupIds: readonly (string | null)[]
    readonly includeSubgroups?: boolean | undefined
    readonly period?: Period | undefined
    readonly status?: string | undefined
    /** Only customers an employee was responsible for on some day of the period. */
    readonly userId?: string | undefined
  }

/** A customer of the report's groups; `membershipDays` counts the days of the period at whose end it was in one. */
export type GroupReportRow = MemberRow & { readonly membershipDays: number | null }

const later = (a: CalendarDate, b: CalendarDate | undefined): CalendarDate => (b !== undefined && b > a ? b : a)

const earlier = (a: CalendarDate | undefined, b: CalendarDate | undefined): CalendarDate | undefined => {
  if (a === undefined) return b
  return b === undefined || a < b ? a : b
}

const daysIn = (spans: readonly Days[]): number | null => {
  let count = 0
  let counted = ''
  for (const { from, to } of [...spans].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    if (to === undefined || from === anyTime) return null
    const first = counted > from ? counted : from
    if (to > first) {
      count += daysBetween(first, to)
      counted = to
    }
  }
  return count
}

const spansInGroups = (
  { tables, settings }: Register,
  customerId: string,
  groups: ReadonlySet<string | null>,
  period: Period,
): readonly Days[] => {
  const { timeZone } = settings.policies
  const end = period.to === undefined ? undefined : addDays(period.to, 1)
  return [...tables.groupMemberships.rowsWhere('customerId', customerId)]
    .filter(({ groupId }) => groups.has(groupId))
    .map(({ from, until }) => ({
      from: later(dateOf(from, timeZone), period.from),
      to: earlier(until === null ? undefined : dateOf(until, timeZone), end),
    }))
    .filter(({ from, to }) => to === undefined || from < to)
}

const spansOf = (
  register: Register,
  customerId: string,
  groups: ReadonlySet<string | null>,
  period: Period,
): readonly Days[] => {
  const spans = spansInGroups(register, customerId, groups, period)
  return groups.has(null) ? [...spans, ...daysWithoutGroup(register, customerId, period)] : spans
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

const inGroups = function* ({ tables }: Register, groups: ReadonlySet<string | null>): Memberships {
  for (const groupId of groups) if (groupId !== null) yield* tables.groupMemberships.rowsWhere('groupId', groupId)
}

/** The customers an employee was responsible for on some day of a period. */
const customersHeld = function* ({ tables }: Register, employeeId: string, { from, to }: Period): Iterable<string> {
  const days = { from: from ?? null, until: to === undefined ? null : addDays(to, 1) }
  for (const assignment of tables.assignments.rowsWhere('employeeId', employeeId))
    if (assignment.kind === 'customer' && overlaps(assignment, days)) yield assignment.subjectId
}

const membershipsOf = function* ({ tables }: Register, customerIds: Iterable<string>): Memberships {
  for (const customerId of customerIds) yield* tables.groupMemberships.rowsWhere('customerId', customerId)
}

const customersOf = (
  { customerIndex }: Register,
  memberships: Memberships,
  isMeant: (one: MembershipRow) => boolean,
): BitSet => {
  const customers = emptyBitSet(customerIndex.size)
  for (const membership of memberships) {
    const ordinal = isMeant(membership) ? customerIndex.ordinalOf(membership.customerId) : undefined
    if (ordinal !== undefined) setBit(customers, ordinal)
  }
  return customers
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

const everMembers = (
  register: Register,
  groups: ReadonlySet<string | null>,
  { userId }: GroupReportParams,
  period: Period,
): BitSet => {
  const held = userId === undefined ? null : [...customersHeld(register, userId, period)]
  const memberships = held === null ? inGroups(register, groups) : membershipsOf(register, held)
  const touchesPeriod = coversSomeDay(register, period)
  const members = customersOf(register, memberships, (one) => groups.has(one.groupId) && touchesPeriod(one))
  return groups.has(null) ? addGroupless(register, held ?? allCustomers(register), period, members) : members
}

const reportedOf = (
  register: Register,
  groups: ReadonlySet<string | null>,
  params: GroupReportParams,
  period: Period,
): BitSet => {
  const members = intersect(everMembers(register, groups, params, period), register.customerIndex.present())
  const reported = visibleOnly(register, members, params)
  return params.status === undefined ? reported : intersect(reported, register.facetIndex.of('status', params.status))
}

const existing = (register: Register, groupIds: readonly (string | null)[]) =>
  groupIds.filter((groupId) => groupId === null || groupExists(register, groupId))

const buildReport = (register: Register, params: GroupReportParams, period: Period): readonly GroupReportRow[] => {
  const groups = resolveGroups(register, existing(register, params.groupIds), params.includeSubgroups)
  const reported = reportedOf(register, groups, params, period)
  return Array.from(membersOnPage(register, reported, params), (customer) => ({
    ...customer,
    membershipDays: daysIn(spansOf(register, customer.customerId, groups, period)),
  }))
}

/**
 * The customers that were in any of some groups during a period, each once, by name, with the days they were.
 * Without an end of the period a membership that lasts has no number of days: `null`; so has being in no group without a
 * beginning. A deleted group matches nobody. A period that ends before it begins is refused.
 */
export const groupReport = (
  register: Register,
  params: GroupReportParams,
): Either<InvalidPeriod, readonly GroupReportRow[]> =>
  map((period: Period) => buildReport(register, params, period))(periodOf(params.period ?? {}))
