import { addDays, type CalendarDate, dateOf, daysBetween, overlaps } from '@clientele/domain'
import { type Either, map } from 'fp-ts/lib/Either.js'
import { type Bits, bitsFor, keepOnly, setBit } from '../register/bits.js'
import type { Register } from '../register/register.js'
import type { MembershipRow } from '../register/rows.js'
import { type MemberRow, membersOnPage } from './group-members.js'
import { groupExists } from './memberships.js'
import { endOf, type Moment, momentOf } from './moment.js'
import { type InvalidPeriod, type Period, periodOf } from './period.js'
import { type Asking, groupsMeant, type Page } from './selection.js'
import { visibleOnly } from './visibility.js'

export type GroupReportParams = Asking &
  Page & {
    readonly groupIds: readonly string[]
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

type Days = { readonly from: CalendarDate; readonly to: CalendarDate | undefined }

const daysIn = (spans: readonly Days[]): number | null => {
  let count = 0
  let counted = ''
  for (const { from, to } of [...spans].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    if (to === undefined) return null
    const first = counted > from ? counted : from
    if (to > first) {
      count += daysBetween(first, to)
      counted = to
    }
  }
  return count
}

const spansOf = (
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

/** Whether a membership lasts for some day of a period, told without the days of either wherever it can be. */
const touches = ({ settings }: Register, { from, to }: Period): ((membership: MembershipRow) => boolean) => {
  const { timeZone } = settings.policies
  const begins = from === undefined ? null : endOf(from, timeZone)
  const ends = to === undefined ? null : endOf(to, timeZone)
  return (membership) =>
    (ends === null || membership.from < ends) &&
    (membership.until === null ||
      ((begins === null || membership.until >= begins) &&
        dateOf(membership.from, timeZone) < dateOf(membership.until, timeZone)))
}

type Memberships = Iterable<MembershipRow>

const inGroups = function* ({ tables }: Register, groups: ReadonlySet<string | null>): Memberships {
  for (const groupId of groups) yield* tables.groupMemberships.rowsWhere('groupId', groupId ?? '')
}

/** The memberships of the customers an employee was responsible for on some day of a period. */
const ofCustomersHeld = function* ({ tables }: Register, employeeId: string, { from, to }: Period): Memberships {
  const days = { from: from ?? null, until: to === undefined ? null : addDays(to, 1) }
  for (const assignment of tables.assignments.rowsWhere('employeeId', employeeId))
    if (assignment.kind === 'customer' && overlaps(assignment, days))
      yield* tables.groupMemberships.rowsWhere('customerId', assignment.subjectId)
}

const customersOf = (
  { roster }: Register,
  memberships: Memberships,
  isMeant: (one: MembershipRow) => boolean,
): Bits => {
  const customers = bitsFor(roster.size)
  for (const membership of memberships) {
    const ordinal = isMeant(membership) ? roster.ordinalOf(membership.customerId) : undefined
    if (ordinal !== undefined) setBit(customers, ordinal)
  }
  return customers
}

const everMembers = (
  register: Register,
  groups: ReadonlySet<string | null>,
  { userId }: GroupReportParams,
  period: Period,
): Bits => {
  const touchesPeriod = touches(register, period)
  if (userId === undefined) return customersOf(register, inGroups(register, groups), touchesPeriod)
  const isMeant = (one: MembershipRow): boolean => groups.has(one.groupId) && touchesPeriod(one)
  return customersOf(register, ofCustomersHeld(register, userId, period), isMeant)
}

const reportedOf = (
  register: Register,
  groups: ReadonlySet<string | null>,
  params: GroupReportParams,
  period: Period,
): Bits => {
  const members = keepOnly(everMembers(register, groups, params, period), register.roster.present())
  const reported = visibleOnly(register, members, params)
  return params.status === undefined ? reported : keepOnly(reported, register.customerSets.of('status', params.status))
}

const existing = (register: Register, groupIds: readonly string[], moment: Moment): readonly string[] =>
  groupIds.filter((groupId) => groupExists(register, groupId, moment))

const reportOver = (register: Register, params: GroupReportParams, period: Period): readonly GroupReportRow[] => {
  const moment = momentOf(register, params.asOf)
  const groups = groupsMeant(register, existing(register, params.groupIds, moment), params.includeSubgroups)
  const reported = reportedOf(register, groups, params, period)
  return Array.from(membersOnPage(register, reported, params), (customer) => ({
    ...customer,
    membershipDays: daysIn(spansOf(register, customer.customerId, groups, period)),
  }))
}

/**
 * The customers that were in any of some groups during a period, each once, by name, with the days they were (U20–U22).
 * Without an end of the period a membership that lasts has no number of days: `null`. A deleted group matches nobody
 * (U25). A period that ends before it begins is refused.
 */
export const groupReport = (
  register: Register,
  params: GroupReportParams,
): Either<InvalidPeriod, readonly GroupReportRow[]> =>
  map((period: Period) => reportOver(register, params, period))(periodOf(params.period ?? {}))
