// Stored forever: a released name or field is never changed, only superseded.
import { listOf, text } from '../../kernel/input/codec.js'
import { event, type MessageOf } from '../../kernel/message.js'

/** What a user, whose stream it is, wants to see of a list from now on; columns in the order chosen. */
export const ListPreferencesSaved = event('ListPreferencesSaved', {
  list: text,
  shownColumns: listOf(text),
  shownFilters: listOf(text),
})

export const listPreferencesEvents = { ListPreferencesSaved }

export type ListPreferencesEvent = MessageOf<typeof listPreferencesEvents>
