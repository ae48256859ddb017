import { aggregate, type Evolve, streamOf } from '../../kernel/aggregate.js'
import type { ListPreferencesEvent } from './events.js'
import { type ListDefinition, ListName } from './lists.js'

/** The columns and filters that a user sees of a list. */
export type ListChoice = { readonly shownColumns: readonly string[]; readonly shownFilters: readonly string[] }

/** The choices of a user by list; a list without a saved choice is missing. */
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

/** Returns the stream of the choices of a user, an employee by id. */
export const listPreferencesStream = streamOf(listPreferencesAggregate)

/** Returns the choice for a list without a saved one: its default columns and every filter. */
export const standardChoice = ({ standardColumns, filters }: ListDefinition): ListChoice => ({
  shownColumns: standardColumns,
  shownFilters: filters,
})
