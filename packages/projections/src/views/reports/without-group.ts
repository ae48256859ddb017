import { addDays, type CalendarDate, dateOf } from '@clientele/domain'
import type { Period } from '../../query/period.js'
import type { Register } from '../../register/register.js'
import type { MembershipRow } from '../../tables/rows.js'

/** Days from one (inclusive) to another (exclusive, `undefined` without an end). */
export type Days = { readonly from: CalendarDate; readonly to: CalendarDate | undefined }

/** An unknown start, before every day. */
export const anyTime = ''

const daysInGroup = ({ tables, settings }: Register, { groupId, from, until }: MembershipRow): Days => {
  const { timeZone } = settings.policies
  const deletedAt = tables.groups.get(groupId)?.deletedAt ?? null
  const end = until === null || (deletedAt !== null && deletedAt < until) ? deletedAt : until
  return { from: dateOf(from, timeZone), to: end === null ? undefined : dateOf(end, timeZone) }
}

const isSome = ({ from, to }: Days): boolean => to === undefined || from < to

/**
 * The days of a period at whose end a customer was in no group that existed, in order; the first begins at `anyTime` where
 * the period has no beginning.
 */
export const daysWithoutGroup = (register: Register, customerId: string, period: Period): readonly Days[] => {
  const end = period.to === undefined ? undefined : addDays(period.to, 1)
  const memberships = [...register.tables.groupMemberships.rowsWhere('customerId', customerId)]
  const spans = memberships.map((one) => daysInGroup(register, one)).filter(isSome)
  const gaps: Days[] = []
  let free: CalendarDate = period.from ?? anyTime
  for (const { from, to } of spans.sort((a, b) => (a.from < b.from ? -1 : 1))) {
    if (end !== undefined && from >= end) break
    if (from > free) gaps.push({ from: free, to: from })
    if (to === undefined) return gaps
    if (to > free) free = to
  }
  return isSome({ from: free, to: end }) ? [...gaps, { from: free, to: end }] : gaps
}
