import { type Either, map } from 'fp-ts/lib/Either.js'
import type { Register } from '../register/register.js'
import { type GroupReportParams, type GroupReportRow, groupReport } from '../views/group-report.js'
import { type SpecialGroupListRow, specialGroupList } from '../views/group-selector.js'
import { type GroupTreeRow, groupList, groupTree } from '../views/group-tree.js'
import type { InvalidPeriod } from '../views/period.js'
import type { PageRequest, QueryContext } from '../views/selection.js'
import { type StartDateRow, startDates } from '../views/start-dates.js'
import { translate } from '../wording/wording.js'
import { type ColumnDefinition, type Listing, listingOf } from './listing.js'

const indented = ({ depth, name }: GroupTreeRow): string => `${'  '.repeat(depth)}${name}`

const groupColumns = (shownName: (row: GroupTreeRow) => string): readonly ColumnDefinition<GroupTreeRow>[] => [
  ['group', shownName],
  ['groupId', ({ groupId }) => groupId],
  ['ownCount', ({ ownCount }) => ownCount],
  ['totalCount', ({ totalCount }) => totalCount],
  ['archived', ({ archived }, { yes }) => (archived ? yes : null)],
]

/** The group tree; how deep a group stands is shown by blanks before its name. */
export const groupTreeListing = (register: Register, context: QueryContext = {}): Listing =>
  listingOf(groupTree(register, context), groupColumns(indented), context.locale)

/** The groups by name. */
export const groupListListing = (register: Register, context: QueryContext = {}): Listing =>
  listingOf(
    groupList(register, context),
    groupColumns(({ name }) => name),
    context.locale,
  )

const specialGroupColumns: readonly ColumnDefinition<SpecialGroupListRow>[] = [
  ['specialGroup', ({ name }) => name],
  ['groupId', ({ specialGroupId }) => specialGroupId],
  ['legend', ({ legend }) => legend],
  ['totalCount', ({ count }) => count],
]

/** The special groups by name, with their legends and how many customers each has. */
export const specialGroupListing = (register: Register, context: QueryContext = {}): Listing =>
  listingOf(specialGroupList(register, context), specialGroupColumns, context.locale)

const reportColumns: readonly ColumnDefinition<GroupReportRow>[] = [
  ['customerNumber', ({ number }) => number],
  ['customerName', ({ name }) => name],
  ['customerGroup', ({ customerGroup }) => customerGroup],
  ['membershipDays', ({ membershipDays }) => membershipDays],
]

/** The customers of a group report. A period that ends before it begins is refused. */
export const groupReportListing = (register: Register, params: GroupReportParams): Either<InvalidPeriod, Listing> =>
  map((rows: readonly GroupReportRow[]) => listingOf(rows, reportColumns, params.locale))(groupReport(register, params))

/** Since when each customer is one. */
export const startDateListing = (register: Register, params: QueryContext & PageRequest = {}): Listing => {
  const columns: readonly ColumnDefinition<StartDateRow>[] = [
    ['customerId', ({ customerId }) => customerId],
    ['customerName', ({ customerId }) => register.tables.customers.get(customerId)?.name ?? null],
    ['startDate', ({ startDate }) => startDate],
    ['source', ({ source }, messages) => translate(messages, source)],
    ['document', ({ documentId }) => documentId],
  ]
  return listingOf(startDates(register, params), columns, params.locale)
}
