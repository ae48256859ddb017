import { type ColumnDefinition, type Listing, listingOf } from '../../listing/listing.js'
import { paginate } from '../../query/paging/paginate.js'
import type { AuditSource } from '../audit-source.js'
import { type DifferenceQuestion, type DifferenceRow, differenceRows } from './difference.js'

const columns: readonly ColumnDefinition<DifferenceRow>[] = [
  ['record', ({ subject }) => subject.name],
  ['field', ({ label }) => label],
  ['before', (row) => row.old],
  ['after', (row) => row.new],
]

/** Differences as a table: the same rows; without a limit, all of them. */
export const differenceListing = (source: AuditSource, question: DifferenceQuestion): Listing =>
  listingOf(paginate(differenceRows(source, question), question), columns, question.locale)
