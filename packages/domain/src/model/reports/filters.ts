import type * as t from 'io-ts'
import { ClassifierValue, EmployeeId, GroupId, LegalEntityId, RoleId, SpecialGroupId } from '../../ids.js'
import { boolean, exactRecordOf, listOf, nullable, optional, recordOf, text } from '../../kernel/input/codec.js'
import { CalendarDate } from '../../kernel/values/calendar-date.js'
import { allowUnknownFields } from '../../kernel/values/record.js'
import { Channel } from '../marketing/channel.js'

/** Both days are inclusive; a missing side is open. */
export const ReportPeriod = exactRecordOf('ReportPeriod', {
  from: optional(CalendarDate),
  to: optional(CalendarDate),
})

/** A value in a tracking dimension. */
export const TrackingChoice = exactRecordOf('TrackingChoice', { dimension: text, value: ClassifierValue })
export type TrackingChoice = t.TypeOf<typeof TrackingChoice>

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
  ownerIds: optional(listOf(EmployeeId)),
  responsibleManagerIds: optional(listOf(EmployeeId)),
  serviceManagerIds: optional(listOf(EmployeeId)),
  responsibleIds: optional(listOf(EmployeeId)),
  responsibleRoleIds: optional(listOf(RoleId)),
  trackingItems: optional(listOf(TrackingChoice)),
  properties: optional(listOf(ClassifierValue)),
  legalEntityIds: optional(listOf(LegalEntityId)),
  consents: optional(listOf(Channel)),
  bans: optional(listOf(Channel)),
  showArchived: optional(boolean),
  period: optional(ReportPeriod),
  userId: optional(EmployeeId),
  status: optional(ClassifierValue),
  topic: optional(text),
}

/** The filters of a report, in storage order. */
export const reportFilterNames: readonly string[] = Object.keys(fields)

/**
 * The filters of a report: those of the customer list and of the group report. `groupIds` with `null` is "No group".
 * Keeps unknown fields, for a rejection to name them.
 */
export const ReportFilters = allowUnknownFields(recordOf('ReportFilters', fields))
export type ReportFilters = t.TypeOf<typeof ReportFilters>

/** Returns the given filters in storage order, so that equal filters have equal text. */
export const inStorageOrder = (filters: ReportFilters): ReportFilters =>
  Object.fromEntries(
    reportFilterNames.flatMap((name) => {
      const value: unknown = Reflect.get(filters, name)
      return value === undefined ? [] : [[name, value]]
    }),
  )
