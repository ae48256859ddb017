import { accept, decision, nothing, when, write } from '../../kernel/decision.js'
import type { Decisions } from '../../kernel/decision-table.js'
import { EmployeeNotFound, unlessActorId } from '../../model/employee/rejections.js'
import { type listPreferencesCommands, SaveListPreferences } from '../../model/list-preferences/commands.js'
import { ListPreferencesSaved } from '../../model/list-preferences/events.js'
import { lists } from '../../model/list-preferences/lists.js'
import {
  NoColumnsSelected,
  UnknownColumn,
  UnknownFilter,
  unlessColumns,
  unlessFilters,
} from '../../model/list-preferences/rejections.js'
import { type ListChoice, listPreferencesStream, standardChoice } from '../../model/list-preferences/state.js'

const sameChoice = (a: ListChoice | undefined, b: ListChoice): boolean =>
  a !== undefined &&
  JSON.stringify([a.shownColumns, a.shownFilters]) === JSON.stringify([b.shownColumns, b.shownFilters])

/** Saves the actor's own choice. An actor whose name is not a valid id has no stream for it. */
const saveListPreferences = decision({
  command: SaveListPreferences,
  appends: [ListPreferencesSaved],
  rejects: [EmployeeNotFound, NoColumnsSelected, UnknownColumn, UnknownFilter],
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

export const listPreferencesDecisions = {
  SaveListPreferences: saveListPreferences,
} satisfies Decisions<typeof listPreferencesCommands>
