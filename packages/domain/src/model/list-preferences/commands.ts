import { listOf, optional, text } from '../../kernel/input/codec.js'
import { command } from '../../kernel/message.js'
import { ListName } from './lists.js'

/** Saves the actor's choice for a list; omitted fields stay unchanged. */
export const SaveListPreferences = command(
  'SaveListPreferences',
  {
    list: ListName,
    shownColumns: optional(listOf(text)),
    shownFilters: optional(listOf(text)),
  },
  'Saves the columns and filters that an employee sees in a list.',
)

export const listPreferencesCommands = { SaveListPreferences }
