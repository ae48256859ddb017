import { type ListChoice, type ListName, lists, standardChoice } from '@clientele/domain'
import { deepCopy } from '../../query/deep-copy.js'
import type { Register } from '../../register/register.js'
import { keyOf } from '../../tables/tables.js'

export type ListPreferencesParams = { readonly viewer: string; readonly list: ListName }

/** The list preferences of a user; `saved` tells whether the user saved them. */
export type ListPreferencesView = ListChoice & { readonly list: ListName; readonly saved: boolean }

const onlyKnown = (names: readonly string[], chosen: readonly string[]): readonly string[] =>
  chosen.filter((name) => names.includes(name))

/** The columns and filters that a user saved for a list, or the standard ones. */
export const listPreferences = ({ tables }: Register, { viewer, list }: ListPreferencesParams): ListPreferencesView => {
  const definition = lists[list]
  const saved = tables.listPreferences.get(keyOf(viewer, list))
  const standard = standardChoice(definition)
  if (saved === undefined) return deepCopy({ list, ...standard, saved: false })
  const shownColumns = onlyKnown(definition.columns, saved.shownColumns)
  return {
    list,
    shownColumns: shownColumns.length === 0 ? [...standard.shownColumns] : shownColumns,
    shownFilters: onlyKnown(definition.filters, saved.shownFilters),
    saved: true,
  }
}
