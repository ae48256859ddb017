import { type Either, map } from 'fp-ts/lib/Either.js'
import type { Register } from '../register/register.js'
import { type GroupReportParams, type GroupReportRow, groupReport } from '../views/group-report.js'
import { type SpecialGroupListRow, specialGroupList } from '../views/group-selector.js'
import { type GroupTreeRow, groupList, groupTree } from '../views/group-tree.js'
import type { InvalidPeriod } from '../views/period.js'
import type { Asking, Page } from '../views/selection.js'
import { type StartDateRow, startDates } from '../views/start-dates.js'
import { inWords } from '../wording/wording.js'
import { type Listing, listingOf, type Shown } from './listing.js'

const indented = ({ depth, name }: GroupTreeRow): string => `${'  '.repeat(depth)}${name}`

const groupColumns = (shownName: (row: GroupTreeRow) => string): readonly Shown<GroupTreeRow>[] => [
  ['group', shownName],
  ['groupId', ({ groupId }) => groupId],
  ['ownCount', ({ ownCount }) => ownCount],
  ['totalCount', ({ totalCount }) => totalCount],
  ['archived', ({ archived }, { yes }) => (archived ? yes : null)],
]

/** The group tree; how deep a group stands is shown by blanks before its name. */
export const groupTreeListing = (register: Register, asking: Asking = {}): Listing =>
  listingOf(groupTree(register, asking), groupColumns(indented), asking.locale)

/** The groups by name. */
export const groupListListing = (register: Register, asking: Asking = {}): Listing =>
  listingOf(
    groupList(register, asking),
    groupColumns(({ name }) => name),
    asking.locale,
  )

const specialGroupColumns: readonly Shown<SpecialGroupListRow>[] = [
  ['specialGroup', ({ name }) => name],
  ['groupId', ({ specialGroupId }) => specialGroupId],
  ['legend', ({ legend }) => legend],
  ['totalCount', ({ count }) => count],
]

/** The special groups by name, with their legends and how many customers each has. */
export const specialGroupListing = (register: Register, asking: Asking = {}): Listing =>
  listingOf(specialGroupList(register, asking), specialGroupColumns, asking.locale)

const reportColumns: readonly Shown<GroupReportRow>[] = [
  ['customerNumber', ({ number }) => number],
  ['customerName', ({ name }) => name],
  ['customerGroup', ({ customerGroup }) => customerGroup],
  ['membershipDays', ({ membershipDays }) => membershipDays],
]

/** The customers of a group report. A period that ends before it begins is refused. */
export const groupReportListing = (register: Register, params: GroupReportParams): Either<InvalidPeriod, Listing> =>
  map((rows: readonly GroupReportRow[]) => listingOf(rows, reportColumns, params.locale))(groupReport(register, params))

/** Since when each customer is one. */
export const startDateListing = (register: Register, params: Asking & Page = {}): Listing => {
  const columns: readonly Shown<StartDateRow>[] = [
    ['customerId', ({ customerId }) => customerId],
    ['customerName', ({ customerId }) => register.tables.customers.get(customerId)?.name ?? null],
    ['startDate', ({ startDate }) => startDate],
    ['source', ({ source }, wording) => inWords(wording, source)],
    ['document', ({ documentId }) => documentId],
  ]
  return listingOf(startDates(register, params), columns, params.locale)
}
