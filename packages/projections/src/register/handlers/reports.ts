import type { ReportEvent } from '@clientele/domain'
import type { Handlers } from './handler.js'

/** The handlers of saved-report events. */
export const reports: Handlers<ReportEvent> = {
  ReportSaved: ({ name, scope, ownerId, filters, columns = null }, { tables }, { id }) =>
    tables.reports.put({ reportId: id, name, scope, ownerId, filters, columns, deleted: false }),
  ReportShared: (_, { tables }, { id }) => tables.reports.patch(id, { scope: 'office' }),
  ReportDeleted: (_, { tables }, { id }) => tables.reports.patch(id, { deleted: true }),
}
