import { idOfStream } from '../../kernel/aggregate.js'
import {
  accept,
  decision,
  type Meta,
  newId,
  nothing,
  type Outcome,
  reading,
  steppedDecision,
  when,
  write,
} from '../../kernel/decision.js'
import type { Decisions } from '../../kernel/decision-table.js'
import type { StreamName } from '../../kernel/event.js'
import { sameName } from '../../kernel/input/codec.js'
import type { DataOf } from '../../kernel/message.js'
import { MissingRequiredField } from '../../model/customer/rejections.js'
import { EmployeeNotFound, unlessActorId } from '../../model/employee/rejections.js'
import { employeeStream } from '../../model/employee/state.js'
import { lists } from '../../model/list-preferences/lists.js'
import {
  NoColumnsSelected,
  UnknownColumn,
  UnknownFilter,
  unlessColumns,
  unlessFilters,
} from '../../model/list-preferences/rejections.js'
import { DeleteReport, type reportCommands, SaveReport, ShareReportWithOffice } from '../../model/reports/commands.js'
import { ReportDeleted, ReportSaved, ReportShared } from '../../model/reports/events.js'
import { inStorageOrder, reportFilterNames } from '../../model/reports/filters.js'
import { officeReports, reportsOfOwner } from '../../model/reports/memberships.js'
import {
  InvalidPeriod,
  NotReportOwner,
  ReportNameTaken,
  ReportNotFound,
  unlessOwner,
  unlessPeriod,
  unlessReport,
} from '../../model/reports/rejections.js'
import { type Report, reportStream } from '../../model/reports/state.js'

type Reports = ReadonlyMap<StreamName, Report>

/** The scope in which a name must be unique: the author's own reports, or those of the office. */
type Place = Pick<Report, 'scope' | 'ownerId'>

const reportsIn = ({ scope, ownerId }: Place) =>
  scope === 'own' ? { index: reportsOfOwner, keys: [ownerId] } : { index: officeReports, keys: ['office'] }

const statesOf = (streams: readonly StreamName[]) => streams.map((stream) => reportStream(idOfStream(stream)))

const isIn = (report: Report, { scope, ownerId }: Place): boolean =>
  report.exists && report.scope === scope && (scope === 'office' || report.ownerId === ownerId)

const unlessFreeName = (reports: Reports, reportId: string, name: string, place: Place): Outcome | null => {
  const holder = [...reports].find(
    ([stream, report]) => stream !== reportStream(reportId).name && isIn(report, place) && sameName(report.name, name),
  )
  return holder === undefined ? null : ReportNameTaken({ reportId: idOfStream(holder[0]), name })
}

const idIn = ({ reportId }: DataOf<typeof SaveReport>, meta: Meta): string => reportId ?? newId(meta)

const placeOf = (report: Report, { scope }: DataOf<typeof SaveReport>, { by }: Meta): Place => ({
  scope,
  ownerId: report.exists ? report.ownerId : by,
})

const isSame = (a: Report, b: Omit<Report, 'exists'>): boolean =>
  a.exists &&
  a.name === b.name &&
  a.scope === b.scope &&
  JSON.stringify([inStorageOrder(a.filters), a.columns]) === JSON.stringify([b.filters, b.columns])

/** Saves a report; it keeps its author, and its name is unique. */
const saveReport = steppedDecision({
  command: SaveReport,
  appends: [ReportSaved],
  rejects: [
    EmployeeNotFound,
    NotReportOwner,
    MissingRequiredField,
    UnknownFilter,
    InvalidPeriod,
    NoColumnsSelected,
    UnknownColumn,
    ReportNameTaken,
  ],
  reads: reading((data: DataOf<typeof SaveReport>, meta) => ({
    report: reportStream(idIn(data, meta)),
    actor: employeeStream(meta.by),
  }))
    .also((data, meta, { report }) => ({ reportsFound: reportsIn(placeOf(report, data, meta)) }))
    .also((_data, _meta, { reportsFound }) => ({ reports: statesOf(reportsFound) })),
  decide: ({ report, actor, reports }, data, meta) => {
    const reportId = idIn(data, meta)
    const name = data.name.trim()
    const columns = data.columns == null ? null : [...new Set(data.columns)]
    const wanted = { ...placeOf(report, data, meta), name, filters: inStorageOrder(data.filters), columns }
    return (
      unlessActorId(meta.by) ??
      (report.exists ? unlessOwner(report, reportId, actor, meta) : null) ??
      when(name === '', MissingRequiredField({ fields: ['name'] })) ??
      unlessFilters(reportFilterNames, Object.keys(data.filters)) ??
      unlessPeriod(data.filters) ??
      (columns === null ? null : unlessColumns(lists.customerList, columns)) ??
      when(isSame(report, wanted), nothing) ??
      unlessFreeName(reports, reportId, name, wanted) ??
      accept(write(reportStream(reportId), ReportSaved({ reportId, ...wanted })))
    )
  },
})

const shareReportWithOffice = steppedDecision({
  command: ShareReportWithOffice,
  appends: [ReportShared],
  rejects: [ReportNotFound, NotReportOwner, ReportNameTaken],
  reads: reading(({ reportId }: DataOf<typeof ShareReportWithOffice>, { by }) => ({
    report: reportStream(reportId),
    actor: employeeStream(by),
    reportsFound: { index: officeReports, keys: ['office'] },
  })).also((_data, _meta, { reportsFound }) => ({ reports: statesOf(reportsFound) })),
  decide: ({ report, actor, reports }, { reportId }, meta) =>
    unlessReport(report, reportId) ??
    unlessOwner(report, reportId, actor, meta) ??
    when(report.scope === 'office', nothing) ??
    unlessFreeName(reports, reportId, report.name, { ...report, scope: 'office' }) ??
    accept(write(reportStream(reportId), ReportShared({ reportId }))),
})

const deleteReport = decision({
  command: DeleteReport,
  appends: [ReportDeleted],
  rejects: [ReportNotFound, NotReportOwner],
  reads: ({ reportId }, { by }) => ({ report: reportStream(reportId), actor: employeeStream(by) }),
  decide: ({ report, actor }, { reportId }, meta) =>
    unlessReport(report, reportId) ??
    unlessOwner(report, reportId, actor, meta) ??
    accept(write(reportStream(reportId), ReportDeleted({ reportId }))),
})

export const reportDecisions = {
  SaveReport: saveReport,
  ShareReportWithOffice: shareReportWithOffice,
  DeleteReport: deleteReport,
} satisfies Decisions<typeof reportCommands>
