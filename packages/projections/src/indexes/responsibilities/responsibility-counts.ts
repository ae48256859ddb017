import { type CalendarDate, endsBy } from '@clientele/domain'
import { cacheLast } from '../../data-structures/cache-last.js'
import type { AssignmentRow } from '../../tables/rows.js'
import { type Counts, type CustomerCounts, createCustomerCounts } from '../customers/customer-counts.js'
import type { Maintained, RowSource } from '../derived.js'

/** The number of responsibilities per customer, cached for the days used last. */
export type ResponsibilityCounts = Maintained<AssignmentRow> & {
  /** Counts the responsibilities for the customer itself that have not ended by a day; all if `null`. */
  lastingOn(asOf: CalendarDate | null): Counts
}

/** The source of the counts; `size` is the number of customers. */
export type ResponsibilitySource = {
  readonly assignments: RowSource<AssignmentRow>
  ordinalOf(customerId: string): number | undefined
  size(): number
}

const maxCachedDays = 4

type Days = CalendarDate | null

const isCounted = (row: AssignmentRow, asOf: Days): boolean =>
  row.kind === 'customer' && (asOf === null || !endsBy(row, asOf))

/** Creates the counts. */
export const createResponsibilityCounts = (source: ResponsibilitySource): ResponsibilityCounts => {
  const { assignments: from, ordinalOf, size } = source
  const countsOn = (asOf: Days): CustomerCounts<AssignmentRow> =>
    createCustomerCounts({
      from,
      size,
      countedFor: (row) => (isCounted(row, asOf) ? ordinalOf(row.subjectId) : undefined),
    })

  const cachedCounts = cacheLast(maxCachedDays, countsOn)

  return {
    lastingOn: (asOf) => cachedCounts.of(asOf).now(),
    changed: (change) => {
      for (const counts of cachedCounts.values()) counts.changed(change)
    },
    clear: cachedCounts.clear,
  }
}
