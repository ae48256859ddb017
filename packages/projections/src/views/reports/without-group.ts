import { addDays, type CalendarDate, dateOf } from '@clientele/domain'
import type { Period } from '../../query/period.js'
import type { Register } from '../../register/register.js'
import type { MembershipRow } from '../../tables/rows.js'

/** Days from `from` (inclusive) to `to` (exclusive; `undefined` for no end). */
export type Days = { readonly from: CalendarDate; readonly to: CalendarDate | undefined }

/** An open start, before every day. */
export const anyTime = ''

const daysInGroup = ({ tables, settings }: Register, { groupId, from, until }: MembershipRow): Days => {
  const { timeZone } = settings.policies
  const deletedAt = tables.groups.get(groupId)?.deletedAt ?? null
  const end = until === null || (deletedAt !== null && deletedAt < until) ? deletedAt : until
  return { from: dateOf(from, timeZone), to: end === null ? undefined : dateOf(end, timeZone) }
}

const isNotEmpty = ({ from, to }: Days): boolean => to === undefined || from < to

/**
 * The days of a period at whose end a customer was in no existing group, in order; the first interval starts at
 * `anyTime` if the period has no start.
 */
export const daysWithoutGroup = (register: Register, customerId: string, period: Period): readonly Days[] => {
  const end = period.to === undefined ? undefined : addDays(period.to, 1)
  const memberships = [...register.tables.groupMemberships.rowsWhere('customerId', customerId)]
  const spans = memberships.map((one) => daysInGroup(register, one)).filter(isNotEmpty)
  const gaps: Days[] = []
  let free: CalendarDate = period.from ?? anyTime
  for (const { from, to } of spans.sort((a, b) => (a.from < b.from ? -1 : 1))) {
    if (end !== undefined && from >= end) break
    if (from > free) gaps.push({ from: free, to: from })
    if (to === undefined) return gaps
    if (to > free) free = to
  }
  return isNotEmpty({ from: free, to: end }) ? [...gaps, { from: free, to: end }] : gaps
}
