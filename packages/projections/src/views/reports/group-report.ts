import { type Either, map } from 'fp-ts/lib/Either.js'
import type { PageRequest, QueryContext } from '../../query/context.js'
import { type InvalidPeriod, type Period, periodOf } from '../../query/period.js'
import type { Register } from '../../register/register.js'
import { type MemberRow, membersOnPage } from '../groups/group-members.js'
import { type OverTimeFilter, overTime } from './over-time.js'

/** The groups or special groups, and the period; the other filters limit the customers further. */
export type GroupReportParams = QueryContext & PageRequest & OverTimeFilter & { readonly period?: Period | undefined }

/**
 * A customer of the report; `membershipDays` counts the days of the period at whose end it was in one of the groups,
 * or, if no groups are given, in one of the special groups.
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
 * The distinct customers, by name, that were in any of the groups, and in any of the special groups, during a period,
 * with the number of days; empty if neither groups nor special groups are given. The number of days is `null` for a
 * lasting membership if the period has no end, and for days in no group if it has no start. Deleted groups match no
 * customer. Customers that were merged into others since the end of the period are included. Refuses a period that ends before it starts.
 */
export const groupReport = (
  register: Register,
  params: GroupReportParams,
): Either<InvalidPeriod, readonly GroupReportRow[]> =>
  map((period: Period) => buildReport(register, params, period))(periodOf(params.period ?? {}))
