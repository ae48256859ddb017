import { ListName, type ListPreferencesEvent, lists, standardChoice } from '@clientele/domain'
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
