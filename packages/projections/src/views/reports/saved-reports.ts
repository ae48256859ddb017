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

/** A group in the filter of a report. A deleted group is named as deleted; `groupId` `null` is "No group". */
export type ReportedGroup = { readonly groupId: string | null; readonly name: string; readonly deleted: boolean }

/** A saved report, which `report` runs; `columns` `null` means the standard columns. */
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

/** Returns a predicate: whether a viewer may run a report, its own or one of the office. */
export const mayRunReport =
  (viewer: string | undefined) =>
  ({ deleted, scope, ownerId }: ReportRow): boolean =>
    !deleted && (scope === 'office' || ownerId === viewer)

/**
 * The reports that a viewer may run: its own and those of the office, by name; without a viewer, those of the office. A
 * filter on a deleted group remains and matches no customer.
 */
export const savedReports = (register: Register, params: SavedReportsParams = {}): readonly SavedReport[] => {
  const { employees, reports } = register.tables
  const found = [...reports.rows()]
    .filter(mayRunReport(params.viewer))
    .map((report) => ({ id: report.reportId, name: report.name, report }))
    .sort(byName(localeOf(params.locale)))
    .map(({ report: { deleted: _, ...report } }) => ({
      ...deepCopy(report),
      ownerName: employees.get(report.ownerId)?.name ?? report.ownerId,
      groups: (report.filters.groupIds ?? []).map(reportedGroup(register, params.locale)),
    }))
  return [...paginate(found, params)]
}
