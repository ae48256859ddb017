import type { ReportFilters } from '@clientele/domain'
import { byName } from '../../data-structures/collation.js'
import { type Locale, localeOf } from '../../messages/locale.js'
import { messagesFor } from '../../messages/messages.js'
import type { PageRequest } from '../../query/context.js'
import { deepCopy } from '../../query/deep-copy.js'
import { groupExists } from '../../query/groups/memberships.js'
import { paginate } from '../../query/paging/paginate.js'
import type { Register } from '../../register/register.js'
import type { ReportRow } from '../../tables/rows.js'

export type SavedReportsParams = PageRequest & {
  readonly viewer?: string | undefined
  readonly locale?: Locale | undefined
}

/** A group a report is limited to; a deleted one is named so, `null` is "No group". */
export type ReportedGroup = { readonly groupId: string | null; readonly name: string; readonly deleted: boolean }

/** A report as it can be run again: `report` runs it; `columns` `null` means the standard ones. */
export type SavedReport = {
  readonly reportId: string
  readonly name: string
  readonly scope: 'own' | 'office'
  readonly ownerId: string
  readonly ownerName: string
  readonly filters: ReportFilters
  readonly columns: readonly string[] | null
  readonly groups: readonly ReportedGroup[]
}

const reportedGroup =
  (register: Register, locale: Locale | undefined) =>
  (groupId: string | null): ReportedGroup => {
    const { noGroup, deletedGroup } = messagesFor(locale)
    if (groupId === null) return { groupId, name: noGroup, deleted: false }
    const deleted = !groupExists(register, groupId)
    const name = register.tables.groups.get(groupId)?.name ?? groupId
    return { groupId, name: deleted ? deletedGroup : name, deleted }
  }

/** Whether a viewer can run a report: its own, and those of the office. */
export const isReportSeenBy =
  (viewer: string | undefined) =>
  ({ deleted, scope, ownerId }: ReportRow): boolean =>
    !deleted && (scope === 'office' || ownerId === viewer)

/**
 * The reports a viewer can run: its own and the office's, by name. A filter on a deleted group is kept and
 * matches nobody. Without a viewer, the office's.
 */
export const savedReports = (register: Register, params: SavedReportsParams = {}): readonly SavedReport[] => {
  const { employees, reports } = register.tables
  const found = [...reports.rows()]
    .filter(isReportSeenBy(params.viewer))
    .map((report) => ({ id: report.reportId, name: report.name, report }))
    .sort(byName(localeOf(params.locale)))
    .map(({ report: { deleted: _, ...report } }) => ({
      ...deepCopy(report),
      ownerName: employees.get(report.ownerId)?.name ?? report.ownerId,
      groups: (report.filters.groupIds ?? []).map(reportedGroup(register, params.locale)),
    }))
  return [...paginate(found, params)]
}
