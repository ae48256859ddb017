import { type Either, map } from 'fp-ts/lib/Either.js'
import { type ColumnDefinition, type Listing, listingOf } from '../../listing/listing.js'
import type { InvalidPeriod } from '../../query/period.js'
import type { Register } from '../../register/register.js'
import { type GroupReportParams, type GroupReportRow, groupReport } from './group-report.js'

const reportColumns: readonly ColumnDefinition<GroupReportRow>[] = [
  ['customerNumber', ({ number }) => number],
  ['customerName', ({ name }) => name],
  ['customerGroup', ({ customerGroup }) => customerGroup],
  ['membershipDays', ({ membershipDays }) => membershipDays],
]

/** The customers of a group report, as a table. Refuses a period that ends before it starts. */
export const groupReportListing = (register: Register, params: GroupReportParams): Either<InvalidPeriod, Listing> =>
  map((rows: readonly GroupReportRow[]) => listingOf(rows, reportColumns, params.locale))(groupReport(register, params))
