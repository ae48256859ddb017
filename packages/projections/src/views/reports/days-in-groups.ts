import { addDays, type CalendarDate, dateOf, daysBetween } from '@clientele/domain'
import type { Period } from '../../query/period.js'
import type { Register } from '../../register/register.js'
import type { MembershipRow } from '../../tables/rows.js'
import { anyTime, type Days, daysWithoutGroup } from './without-group.js'

/** The memberships that a report is about: those in customer groups, or those in special groups. */
export type Kept = 'groupMemberships' | 'specialMemberships'

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
export const membershipsIn = ({ tables }: Register, kept: Kept, customerId: string): Iterable<MembershipRow> =>
  tables[kept].rowsWhere('customerId', customerId)

type Groups = ReadonlySet<string | null>

const spansInGroups = (
  register: Register,
  kept: Kept,
  customerId: string,
  groups: Groups,
  period: Period,
): readonly Days[] => {
  const { timeZone } = register.settings.policies
  const end = period.to === undefined ? undefined : addDays(period.to, 1)
  return [...membershipsIn(register, kept, customerId)]
    .filter(({ groupId }) => groups.has(groupId))
    .map(({ from, until }) => ({
      from: later(dateOf(from, timeZone), period.from),
      to: earlier(until === null ? undefined : dateOf(until, timeZone), end),
    }))
    .filter(({ from, to }) => to === undefined || from < to)
}

/**
 * The number of days of a period at whose end a customer was in any of some groups, `null` of which is "No group"; `null`
 * where they have no end or no beginning.
 */
export const daysInGroups = (
  register: Register,
  kept: Kept,
  customerId: string,
  groups: Groups,
  period: Period,
): number | null => {
  const spans = spansInGroups(register, kept, customerId, groups, period)
  return daysIn(groups.has(null) ? [...spans, ...daysWithoutGroup(register, customerId, period)] : spans)
}
