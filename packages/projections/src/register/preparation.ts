import type { CustomerIndex } from '../indexes/customers/customer-index.js'
import type { QueryIndexes } from '../indexes/query-indexes.js'
import type { Locale } from '../messages/locale.js'
import type { Tables } from '../tables/tables.js'
import { prepareLookups } from './lookups.js'

function* prepareIndexes(indexes: QueryIndexes): Iterable<void> {
  const { facetIndex, customerColumns, responsibilitiesByRole, responsibilitiesByEmployee } = indexes
  const { responsibilitiesByCustomer, endDateIndex, openProjects, personNameIndex } = indexes
  yield* facetIndex.prepare()
  yield* customerColumns.prepare()
  for (const index of [responsibilitiesByRole, responsibilitiesByEmployee, responsibilitiesByCustomer, endDateIndex])
    yield* index.prepare()
  yield* openProjects.prepare()
  yield* personNameIndex.prepare()
}

function* prepareRows(tables: Tables): Iterable<void> {
  for (const table of Object.values(tables)) yield* table.prepareRows()
}

function* prepareLists(
  tables: Tables,
  { customerIndex }: QueryIndexes,
  locale: Locale,
  like?: CustomerIndex,
): Iterable<void> {
  yield* prepareRows(tables)
  yield* customerIndex.prepareOrder(locale, like)
  yield* tables.assignments.prepare('subject')
}

/** Work that a register does in steps before queries and commands. */
export type Preparation = {
  /** Reads the rows of a snapshot in steps, before events change them. */
  prepareRows(): Iterable<void>
  /** Builds the indexes for bulk commands in steps, before the first lookup. */
  prepareLookups(): Iterable<void>
  /**
   * Prepares, in steps, the first page of most lists: reads the rows, sorts the customers, indexes responsibilities.
   * `like` is the customer index of a register with nearly the same customers.
   */
  prepareLists(locale: Locale, like?: CustomerIndex): Iterable<void>
  /** The same, and builds the other indexes in steps, before the first query. */
  prepare(locale: Locale): Iterable<void>
}

/** Creates the steps that prepare tables and their indexes. */
export const createPreparation = (tables: Tables, indexes: QueryIndexes): Preparation => ({
  prepareRows: () => prepareRows(tables),
  prepareLookups: () => prepareLookups(tables),
  prepareLists: (locale, like) => prepareLists(tables, indexes, locale, like),
  prepare: function* (locale) {
    yield* prepareLists(tables, indexes, locale)
    yield* indexes.customerIndex.prepareSearch()
    yield* indexes.personsByName.prepare(locale)
    yield* prepareIndexes(indexes)
    for (const table of Object.values(tables)) yield* table.prepareAll()
  },
})
