import { type Meta, type Outcome, when } from '../../kernel/decision.js'
import { rejection } from '../../kernel/rejection.js'
import { type Employee, hasLeftBy, isAdministrator } from '../employee/state.js'
import type { ReportFilters } from './filters.js'
import type { Report } from './state.js'

export const ReportNotFound = rejection('ReportNotFound', { reportId: 'text' }, 'notFound')
export const ReportNameTaken = rejection('ReportNameTaken', { reportId: 'text', name: 'text' })
export const NotReportOwner = rejection('NotReportOwner', { reportId: 'text', by: 'text' }, 'forbidden')

/** A period that ends before it starts. */
export const InvalidPeriod = rejection('InvalidPeriod', { from: 'text', to: 'text' }, 'invalid')

/** A saved report has a filter that views do not apply, such as a topic of the host. */
export const ReportFilterNotApplied = rejection('ReportFilterNotApplied', { filter: 'text' }, 'invalid')

export const reportRejections = {
  ReportNotFound,
  ReportNameTaken,
  NotReportOwner,
  InvalidPeriod,
  ReportFilterNotApplied,
}

/** Refuses unless the report exists. */
export const unlessReport = (report: Report, reportId: string): Outcome | null =>
  when(!report.exists, ReportNotFound({ reportId }))

/** Refuses unless the actor is the author of the report or an administrator. */
export const unlessOwner = (report: Report, reportId: string, actor: Employee, meta: Meta): Outcome | null =>
  when(
    (report.ownerId !== meta.by || hasLeftBy(actor, meta.today)) && !isAdministrator(actor, meta),
    NotReportOwner({ reportId, by: meta.by }),
  )

/** Refuses a period that ends before it starts. */
export const unlessInOrder = ({ from, to }: NonNullable<ReportFilters['period']>) =>
  from !== undefined && to !== undefined && from > to ? InvalidPeriod({ from, to }) : null

/** Refuses a report whose period ends before it starts. */
export const unlessPeriod = ({ period = {} }: ReportFilters): Outcome | null => unlessInOrder(period)
