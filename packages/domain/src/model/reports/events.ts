// Stored forever: a released name or field is never changed, only superseded.
import { EmployeeId, ReportId } from '../../ids.js'
import { listOf, nullable, oneOf, optional, text } from '../../kernel/input/codec.js'
import { event, type MessageOf } from '../../kernel/message.js'
import { ReportFilters } from './filters.js'

/** Who sees a report: its author only, or all employees. */
export const ReportScope = oneOf('ReportScope', ['own', 'office'])

/** A report, new or changed; without `columns` it has the default ones. */
export const ReportSaved = event('ReportSaved', {
  reportId: ReportId,
  name: text,
  scope: ReportScope,
  ownerId: EmployeeId,
  filters: ReportFilters,
  columns: optional(nullable(listOf(text))),
})

export const ReportShared = event('ReportShared', { reportId: ReportId })

export const ReportDeleted = event('ReportDeleted', { reportId: ReportId })

export const reportEvents = { ReportSaved, ReportShared, ReportDeleted }

export type ReportEvent = MessageOf<typeof reportEvents>
