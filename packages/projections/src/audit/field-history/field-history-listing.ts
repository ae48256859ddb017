import { type Instant, localTimeOf } from '@clientele/domain'
import { lastDay } from '../../history/line.js'
import { type ColumnDefinition, type Listing, listingOf } from '../../listing/listing.js'
import type { AuditSource } from '../audit-source.js'
import { type FieldHistoryQuestion, type FieldHistoryRow, fieldHistory } from './field-history.js'

const columnsIn = (timeZone: string): readonly ColumnDefinition<FieldHistoryRow>[] => {
  const local = (instant: Instant | null): string => (instant === null ? '' : localTimeOf(instant, timeZone))
  return [
    ['value', ({ value }) => value],
    ['firstDay', ({ from }) => from],
    ['lastDay', ({ until }) => lastDay(until)],
    ['knownFrom', ({ knownFrom }) => local(knownFrom)],
    ['knownUntil', ({ knownUntil }) => local(knownUntil)],
  ]
}

/** The values of a field as a table; days inclusive. */
export const fieldHistoryListing = (source: AuditSource, question: FieldHistoryQuestion): Listing =>
  listingOf(fieldHistory(source, question), columnsIn(source.register.settings.policies.timeZone), question.locale)
