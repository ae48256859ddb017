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
  type ColumnProblem,
  type CustomerCellValue,
  type CustomerListParams,
  customerCells,
  type SelectedColumn,
  selectedColumns,
  selectedCustomers,
  withPreferences,
} from './customer-list.js'

const cellIn =
  (messages: Messages) =>
  (value: CustomerCellValue, column: string): ListingCell =>
    column === 'kind' ? translate(messages, String(value)) : toCell(value, messages)

/** The cells of customers in the selected columns. */
export const cellsOfCustomers = (
  register: Register,
  customers: BitSet,
  columns: readonly SelectedColumn[],
  params: QueryContext & PageRequest,
): Listing['rows'] => customerCells(register, customers, params, columns, cellIn(messagesFor(params.locale)))

const listingColumn = (column: SelectedColumn, locale: Locale | undefined): ListingColumn => {
  if (!('host' in column)) return columnOf(column.key, locale)
  const { heading, width = 18, kind = 'text' } = column.host
  return { key: column.key, heading: headingIn(heading, localeOf(locale)), width, kind }
}

/** Customers with the selected columns, as a table. */
export const listingOfCustomers = (
  register: Register,
  customers: BitSet,
  columns: readonly SelectedColumn[],
  params: QueryContext & PageRequest,
): Listing => ({
  columns: columns.map((column) => listingColumn(column, params.locale)),
  rows: cellsOfCustomers(register, customers, columns, params),
})

/** A customer report as a table, with the columns selected at export; ignores list preferences. */
export const customerReportListing = (register: Register, params: CustomerListParams): Either<ColumnProblem, Listing> =>
  map((columns: readonly SelectedColumn[]) =>
    listingOfCustomers(register, selectedCustomers(register, params), columns, params),
  )(selectedColumns(register, params.columns))

/** The customer list as a table, with the list preferences of its viewer. */
export const customerListing = (register: Register, params: CustomerListParams): Either<ColumnProblem, Listing> =>
  customerReportListing(register, withPreferences(register, params))
