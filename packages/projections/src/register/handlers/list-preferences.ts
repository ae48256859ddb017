import type { ListPreferencesEvent } from '@clientele/domain'
import type { Handlers } from './handler.js'

/** What the events of a user's list preferences do to the tables. */
export const listPreferencesHandlers: Handlers<ListPreferencesEvent> = {
  ListPreferencesSaved: ({ list, shownColumns, shownFilters }, { tables }, { id }) =>
    tables.listPreferences.put({ userId: id, list, shownColumns, shownFilters }),
}
