import { unlessActorId } from '../employee/rejections.js'
import { accept, type Decisions, decision, nothing, when, write } from '../kernel/decision.js'
import { type listPreferencesCommands, SaveListPreferences } from './commands.js'
import { ListPreferencesSaved } from './events.js'
import { lists } from './lists.js'
import { unlessColumns, unlessFilters } from './rejections.js'
import { type ListChoice, listPreferencesStream, standardChoice } from './state.js'

const sameChoice = (a: ListChoice | undefined, b: ListChoice): boolean =>
  a !== undefined &&
  JSON.stringify([a.shownColumns, a.shownFilters]) === JSON.stringify([b.shownColumns, b.shownFilters])

/** A user's choice is the user's own: the actor's. An actor whose name is no id has no stream to keep it in. */
const saveListPreferences = decision({
  command: SaveListPreferences,
  reads: (_data, { by }) => ({ preferences: listPreferencesStream(by) }),
  decide: ({ preferences }, { list, shownColumns, shownFilters }, { by }) => {
    const before = preferences.saved[list]
    const { shownColumns: columns, shownFilters: filters } = before ?? standardChoice(lists[list])
    const choice = {
      shownColumns: [...new Set(shownColumns ?? columns)],
      shownFilters: [...new Set(shownFilters ?? filters)],
    }
    return (
      unlessActorId(by) ??
      unlessColumns(lists[list], choice.shownColumns) ??
      unlessFilters(lists[list].filters, choice.shownFilters) ??
      when(sameChoice(before, choice), nothing) ??
      accept(write(listPreferencesStream(by), ListPreferencesSaved({ list, ...choice })))
    )
  },
})

export const listPreferencesDecisions: Decisions<typeof listPreferencesCommands> = {
  SaveListPreferences: saveListPreferences,
}
