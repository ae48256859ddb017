import { addDays, type CalendarDate, dateOf, daysBetween } from '@clientele/domain'
import type { Period } from '../../query/period.js'
import type { Register } from '../../register/register.js'
import type { MembershipRow } from '../../tables/rows.js'
import { anyTime, type Days, daysWithoutGroup } from './without-group.js'

/** The table of memberships: in customer groups or in special groups. */
export type MembershipTable = 'groupMemberships' | 'specialMemberships'

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

/** The memberships of a customer. */
export const membershipsIn = (
  { tables }: Register,
  table: MembershipTable,
  customerId: string,
): Iterable<MembershipRow> => tables[table].rowsWhere('customerId', customerId)

type Groups = ReadonlySet<string | null>

const spansInGroups = (
  register: Register,
  table: MembershipTable,
  customerId: string,
  groups: Groups,
  period: Period,
): readonly Days[] => {
  const { timeZone } = register.settings.policies
  const end = period.to === undefined ? undefined : addDays(period.to, 1)
  return [...membershipsIn(register, table, customerId)]
    .filter(({ groupId }) => groups.has(groupId))
    .map(({ from, until }) => ({
      from: later(dateOf(from, timeZone), period.from),
      to: earlier(until === null ? undefined : dateOf(until, timeZone), end),
    }))
    .filter(({ from, to }) => to === undefined || from < to)
}

/**
 * The number of days of a period at whose end a customer was in any of the groups, where `null` is "No group"; `null`
 * if the days have no start or no end.
 */
export const daysInGroups = (
  register: Register,
  table: MembershipTable,
  customerId: string,
  groups: Groups,
  period: Period,
): number | null => {
  const spans = spansInGroups(register, table, customerId, groups, period)
  return daysIn(groups.has(null) ? [...spans, ...daysWithoutGroup(register, customerId, period)] : spans)
}
