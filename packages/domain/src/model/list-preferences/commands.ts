import { listOf, optional, text } from '../../kernel/input/codec.js'
import { command } from '../../kernel/message.js'
import { ListName } from './lists.js'

/** The actor's own choice for a list; what is left out stays as it is. */
export const SaveListPreferences = command('SaveListPreferences', {
  list: ListName,
  shownColumns: optional(listOf(text)),
  shownFilters: optional(listOf(text)),
})

export const listPreferencesCommands = { SaveListPreferences }
