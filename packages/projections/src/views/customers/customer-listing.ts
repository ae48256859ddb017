import { type Either, map } from 'fp-ts/lib/Either.js'
import type { BitSet } from '../../data-structures/bit-set.js'
import { headingIn } from '../../host/columns.js'
import { columnOf, type Listing, type ListingCell, type ListingColumn, toCell } from '../../listing/listing.js'
import { type Locale, localeOf } from '../../messages/locale.js'
import { messagesFor, translate } from '../../messages/messages.js'
import type { Messages } from '../../messages/texts.js'
import type { PageRequest, QueryContext } from '../../query/context.js'
import type { Register } from '../../register/register.js'
import {
  type ChosenColumn,
  type ColumnProblem,
  type CustomerCellValue,
  type CustomerListParams,
  chosenColumns,
  customerCells,
  selectedCustomers,
  withPreferences,
} from './customer-list.js'

const cellIn =
  (messages: Messages) =>
  (value: CustomerCellValue, column: string): ListingCell =>
    column === 'kind' ? translate(messages, String(value)) : toCell(value, messages)

/** Rows of chosen cells of some customers. */
export const cellsOfCustomers = (
  register: Register,
  customers: BitSet,
  columns: readonly ChosenColumn[],
  params: QueryContext & PageRequest,
): Listing['rows'] => customerCells(register, customers, params, columns, cellIn(messagesFor(params.locale)))

const listingColumn = (column: ChosenColumn, locale: Locale | undefined): ListingColumn => {
  if (!('host' in column)) return columnOf(column.key, locale)
  const { heading, width = 18, kind = 'text' } = column.host
  return { key: column.key, heading: headingIn(heading, localeOf(locale)), width, kind }
}

/** Some customers with the chosen columns. */
export const listingOfCustomers = (
  register: Register,
  customers: BitSet,
  columns: readonly ChosenColumn[],
  params: QueryContext & PageRequest,
): Listing => ({
  columns: columns.map((column) => listingColumn(column, params.locale)),
  rows: cellsOfCustomers(register, customers, columns, params),
})

/** A customer report with the columns selected at export; ignores list preferences. */
export const customerReportListing = (register: Register, params: CustomerListParams): Either<ColumnProblem, Listing> =>
  map((columns: readonly ChosenColumn[]) =>
    listingOfCustomers(register, selectedCustomers(register, params), columns, params),
  )(chosenColumns(register, params.columns))

/** The customer list with the list preferences of its viewer. */
export const customerListing = (register: Register, params: CustomerListParams): Either<ColumnProblem, Listing> =>
  customerReportListing(register, withPreferences(register, params))
