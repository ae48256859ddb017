import { ReportId } from '../../ids.js'
import { listOf, nullable, optional, text } from '../../kernel/input/codec.js'
import { command } from '../../kernel/message.js'
import { ReportScope } from './events.js'
import { ReportFilters } from './filters.js'

/** Saves a new report, or changes an existing one. `reportId` defaults to a new id. */
export const SaveReport = command('SaveReport', {
  reportId: optional(ReportId),
  name: text,
  scope: ReportScope,
  filters: ReportFilters,
  columns: optional(nullable(listOf(text))),
})

export const ShareReportWithOffice = command('ShareReportWithOffice', { reportId: ReportId })
export const DeleteReport = command('DeleteReport', { reportId: ReportId })

export const reportCommands = { SaveReport, ShareReportWithOffice, DeleteReport }
