import { type Either, map } from 'fp-ts/lib/Either.js'
import type { PageRequest, QueryContext } from '../../query/context.js'
import { type InvalidPeriod, type Period, periodOf } from '../../query/period.js'
import type { Register } from '../../register/register.js'
import { type MemberRow, membersOnPage } from '../groups/group-members.js'
import { type OverTimeFilter, overTime } from './over-time.js'

/** Which groups or special groups, over which period; the other filters limit the customers further. */
export type GroupReportParams = QueryContext & PageRequest & OverTimeFilter & { readonly period?: Period | undefined }

/**
 * A customer of the report's groups; `membershipDays` counts the days of the period at whose end it was in one of the
 * groups or, where none are asked for, of the special groups.
 */
export type GroupReportRow = MemberRow & { readonly membershipDays: number | null }

const buildReport = (register: Register, params: GroupReportParams, period: Period): readonly GroupReportRow[] => {
  const { customers, daysOf } = overTime(register, params, period, params)
  if (daysOf === null) return []
  return Array.from(membersOnPage(register, customers, params), (customer) => ({
    ...customer,
    membershipDays: daysOf(customer.customerId),
  }))
}

/**
 * The customers that were in any of some groups, and in any of some special groups, during a period, each once, by name,
 * with the days they were; without groups of either kind nobody. Without an end of the period a membership that lasts has
 * no number of days: `null`; so has being in no group without a beginning. A deleted group matches nobody. A period that
 * ends before it begins is refused.
 */
export const groupReport = (
  register: Register,
  params: GroupReportParams,
): Either<InvalidPeriod, readonly GroupReportRow[]> =>
  map((period: Period) => buildReport(register, params, period))(periodOf(params.period ?? {}))
