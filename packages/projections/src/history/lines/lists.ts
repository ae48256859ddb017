import { ListName, type ListPreferencesEvent, lists, type ReportEvent, standardChoice } from '@clientele/domain'
import type { ReportRow } from '../../register/rows.js'
import { keyOf } from '../../register/tables.js'
import { change, changed, type Happening, type Lines } from '../line.js'

const before = ({ register, id }: Happening, list: string) =>
  register.tables.listPreferences.get(keyOf(id, list)) ?? (ListName.is(list) ? standardChoice(lists[list]) : undefined)

const names = (chosen: readonly string[] | undefined): string | undefined => chosen?.join(', ')

/** What the events of a user's list preferences say to a reader. */
export const listPreferencesLines: Lines<ListPreferencesEvent> = {
  ListPreferencesSaved: ({ list, shownColumns, shownFilters }, happening) => ({
    changes: changed(
      change('shownColumns', names(before(happening, list)?.shownColumns), names(shownColumns)),
      change('shownFilters', names(before(happening, list)?.shownFilters), names(shownFilters)),
    ),
    topic: list,
  }),
}

const reportBefore = ({ register, id }: Happening): ReportRow | undefined => {
  const report = register.tables.reports.get(id)
  return report?.deleted === true ? undefined : report
}

/** What the events of a saved report say to a reader. */
export const reportLines: Lines<ReportEvent> = {
  ReportSaved: ({ name, scope, filters, columns }, happening) => {
    const before = reportBefore(happening)
    return {
      changes: changed(
        change('name', before?.name, name),
        change('scope', before?.scope, scope),
        change('filters', before?.filters, filters),
        change('columns', names(before?.columns ?? undefined), names(columns ?? undefined)),
      ),
      topic: before?.name,
    }
  },
  ReportShared: (_, happening) => ({
    changes: [change('scope', reportBefore(happening)?.scope, 'office')],
    topic: reportBefore(happening)?.name,
  }),
  ReportDeleted: (_, happening) => ({ changes: [change('name', reportBefore(happening)?.name, null)] }),
}
