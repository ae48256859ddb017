import { type ListChoice, type ListName, lists, standardChoice } from '@clientele/domain'
import { deepCopy } from '../../query/deep-copy.js'
import type { Register } from '../../register/register.js'
import { keyOf } from '../../tables/tables.js'

export type ListPreferencesParams = { readonly viewer: string; readonly list: ListName }

/** What a user sees of a list; `saved` says whether it was chosen. */
export type ListPreferencesView = ListChoice & { readonly list: ListName; readonly saved: boolean }

const known = (names: readonly string[], chosen: readonly string[]): readonly string[] =>
  chosen.filter((name) => names.includes(name))

/** The columns and filters a user chose for a list; the standard ones where nothing was saved. */
export const listPreferences = ({ tables }: Register, { viewer, list }: ListPreferencesParams): ListPreferencesView => {
  const definition = lists[list]
  const saved = tables.listPreferences.get(keyOf(viewer, list))
  const standard = standardChoice(definition)
  if (saved === undefined) return deepCopy({ list, ...standard, saved: false })
  const shownColumns = known(definition.columns, saved.shownColumns)
  return {
    list,
    shownColumns: shownColumns.length === 0 ? [...standard.shownColumns] : shownColumns,
    shownFilters: known(definition.filters, saved.shownFilters),
    saved: true,
  }
}
