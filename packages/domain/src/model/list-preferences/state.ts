import { aggregate, type Evolve, streamOf } from '../../kernel/aggregate.js'
import type { ListPreferencesEvent } from './events.js'
import { type ListDefinition, ListName } from './lists.js'

/** What one user wants to see of a list. */
export type ListChoice = { readonly shownColumns: readonly string[]; readonly shownFilters: readonly string[] }

/** What one user chose, by list; a list is missing until something was saved for it. */
export type ListPreferences = { readonly saved: { readonly [K in ListName]?: ListChoice } }

const evolve: Evolve<ListPreferencesEvent, ListPreferences> = {
  ListPreferencesSaved:
    ({ list, shownColumns, shownFilters }) =>
    ({ saved }) => {
      if (ListName.is(list)) saved[list] = { shownColumns: [...shownColumns], shownFilters: [...shownFilters] }
    },
}

export const listPreferencesAggregate = aggregate<ListPreferencesEvent, ListPreferences>(
  'listPreferences',
  { saved: {} },
  evolve,
)

/** The choices of a user, an employee by id. */
export const listPreferencesStream = streamOf(listPreferencesAggregate)

/** What is shown of a list where nothing was saved: its standard columns and every filter. */
export const standardChoice = ({ standardColumns, filters }: ListDefinition): ListChoice => ({
  shownColumns: standardColumns,
  shownFilters: filters,
})
