import { type ColumnDefinition, type Listing, listingOf } from '../../listing/listing.js'
import { translate } from '../../messages/messages.js'
import type { PageRequest, QueryContext } from '../../query/context.js'
import type { Register } from '../../register/register.js'
import { type StartDateRow, startDates } from './start-dates.js'

/** The start date of each customer, as a table. */
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
