import type * as t from 'io-ts'
import { ClassifierValue, EmployeeId, GroupId, SpecialGroupId } from '../../ids.js'
import { boolean, exactRecordOf, listOf, nullable, optional, recordOf, text } from '../../kernel/input/codec.js'
import { CalendarDate } from '../../kernel/values/calendar-date.js'
import { leftOpen } from '../../kernel/values/record.js'

/** Both days inclusive; an open side has no limit. */
export const ReportPeriod = exactRecordOf('ReportPeriod', {
  from: optional(CalendarDate),
  to: optional(CalendarDate),
})

const fields = {
  text: optional(text),
  groupIds: optional(listOf(nullable(GroupId))),
  includeSubgroups: optional(boolean),
  specialGroupIds: optional(listOf(SpecialGroupId)),
  salespersonId: optional(EmployeeId),
  segments: optional(listOf(ClassifierValue)),
  statuses: optional(listOf(ClassifierValue)),
  attractionChannels: optional(listOf(ClassifierValue)),
  customerKinds: optional(listOf(ClassifierValue)),
  showArchived: optional(boolean),
  period: optional(ReportPeriod),
  userId: optional(EmployeeId),
  status: optional(ClassifierValue),
  topic: optional(text),
}

/** The filters a report can have, in the order in which they are kept. */
export const reportFilterNames: readonly string[] = Object.keys(fields)

/**
 * What a report is limited by: the limits of the customer list and those of the group report, each added on demand
 *. `groupIds` with `null` is "No group"; fields it does not know survive, for a refusal to name them.
 */
export const ReportFilters = leftOpen(recordOf('ReportFilters', fields))
export type ReportFilters = t.TypeOf<typeof ReportFilters>

/** The filters that were given, in one order: the same filters make the same text. */
export const inOneOrder = (filters: ReportFilters): ReportFilters =>
  Object.fromEntries(
    reportFilterNames.flatMap((name) => {
      const value: unknown = Reflect.get(filters, name)
      return value === undefined ? [] : [[name, value]]
    }),
  )
