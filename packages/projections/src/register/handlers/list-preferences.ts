import type { ListPreferencesEvent } from '@clientele/domain'
import type { Handlers } from './handler.js'

/** The handlers of list-preference events. */
export const listPreferencesHandlers: Handlers<ListPreferencesEvent> = {
  ListPreferencesSaved: ({ list, shownColumns, shownFilters }, { tables }, { id }) =>
    tables.listPreferences.put({ userId: id, list, shownColumns, shownFilters }),
}
