import { ReportId } from '../../ids.js'
import { listOf, nullable, optional, text } from '../../kernel/input/codec.js'
import { command } from '../../kernel/message.js'
import { ReportScope } from './events.js'
import { ReportFilters } from './filters.js'

/** Saves a new report, or changes an existing one. `reportId` defaults to a new id. */
export const SaveReport = command(
  'SaveReport',
  {
    reportId: optional(ReportId),
    name: text,
    scope: ReportScope,
    filters: ReportFilters,
    columns: optional(nullable(listOf(text))),
  },
  'Saves a report, its filters and columns, for its author or the office.',
)

export const ShareReportWithOffice = command(
  'ShareReportWithOffice',
  { reportId: ReportId },
  "Shares a report of one's own with the office.",
)
export const DeleteReport = command('DeleteReport', { reportId: ReportId }, 'Deletes a saved report.')

export const reportCommands = { SaveReport, ShareReportWithOffice, DeleteReport }
