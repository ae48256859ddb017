import { type Outcome, when, whenFound } from '../../kernel/decision.js'
import { rejection } from '../../kernel/rejection.js'
import type { ListDefinition } from './lists.js'

export const UnknownColumn = rejection('UnknownColumn', { column: 'text' }, 'invalid')
export const UnknownFilter = rejection('UnknownFilter', { filter: 'text' }, 'invalid')
export const NoColumnsSelected = rejection('NoColumnsSelected', {}, 'invalid')

export const listPreferencesRejections = { UnknownColumn, UnknownFilter, NoColumnsSelected }

/** Refuses unless at least one column is chosen, and all are columns of the list. */
export const unlessColumns = ({ columns }: ListDefinition, chosen: readonly string[]): Outcome | null => {
  const unknown = chosen.find((column) => !columns.includes(column))
  return when(chosen.length === 0, NoColumnsSelected({})) ?? whenFound(unknown, (column) => UnknownColumn({ column }))
}

/** Refuses unless all filters exist. */
export const unlessFilters = (filters: readonly string[], chosen: readonly string[]): Outcome | null => {
  const unknown = chosen.find((filter) => !filters.includes(filter))
  return whenFound(unknown, (filter) => UnknownFilter({ filter }))
}
