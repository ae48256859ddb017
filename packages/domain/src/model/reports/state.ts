import { aggregate, type Evolve, streamOf } from '../../kernel/aggregate.js'
import type { ReportEvent } from './events.js'
import type { ReportFilters } from './filters.js'

/** A saved report; `columns: null` means the default ones. */
export type Report = {
  readonly exists: boolean
  readonly name: string
  readonly scope: 'own' | 'office'
  readonly ownerId: string
  readonly filters: ReportFilters
  readonly columns: readonly string[] | null
}

const initial: Report = { exists: false, name: '', scope: 'own', ownerId: '', filters: {}, columns: null }

const evolve: Evolve<ReportEvent, Report> = {
  ReportSaved:
    ({ name, scope, ownerId, filters, columns = null }) =>
    (report) => {
      Object.assign(report, { exists: true, name, scope, ownerId, filters, columns })
    },
  ReportShared: () => (report) => {
    report.scope = 'office'
  },
  ReportDeleted: () => (report) => {
    report.exists = false
  },
}

export const reportAggregate = aggregate<ReportEvent, Report>('report', initial, evolve)

export const reportStream = streamOf(reportAggregate)
