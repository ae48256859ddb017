// Stored forever: a released name or field is never changed, only superseded.
import { listOf, text } from '../../kernel/input/codec.js'
import { event, type MessageOf } from '../../kernel/message.js'

/** The columns and filters that the user of the stream has chosen for a list; columns in the chosen order. */
export const ListPreferencesSaved = event('ListPreferencesSaved', {
  list: text,
  shownColumns: listOf(text),
  shownFilters: listOf(text),
})

export const listPreferencesEvents = { ListPreferencesSaved }

export type ListPreferencesEvent = MessageOf<typeof listPreferencesEvents>
