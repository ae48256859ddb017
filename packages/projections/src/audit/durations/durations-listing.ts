import { lastDay } from '../../history/line.js'
import { type ColumnDefinition, type Listing, listingOf } from '../../listing/listing.js'
import type { AuditSource } from '../audit-source.js'
import { type DurationRow, type DurationsQuestion, durations } from './durations.js'

const columns: readonly ColumnDefinition<DurationRow>[] = [
  ['name', ({ name }) => name],
  ['firstDay', ({ from }) => from],
  ['lastDay', ({ until }) => lastDay(until)],
  ['membershipDays', ({ days }) => days],
]

/** Durations as a table; days inclusive. */
export const durationsListing = (source: AuditSource, question: DurationsQuestion): Listing =>
  listingOf(durations(source, question), columns, question.locale)
