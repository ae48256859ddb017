import type { CalendarDate } from '@clientele/domain'
import type { AssignmentRow } from '../../tables/rows.js'
import { derived, type Prepared, type RowSource } from '../derived.js'

/** A responsibility for a customer that ends, and the ordinal of the customer. */
export type EndDateEntry = { readonly ordinal: number; readonly row: AssignmentRow }

/** Responsibilities for customers by end date (exclusive). */
export type EndDateIndex = Prepared<AssignmentRow> & {
  /** Entries that end after one day and up to another, inclusive; grouped by day, in order. */
  between(after: CalendarDate, last: CalendarDate): Iterable<readonly EndDateEntry[]>
}

/** The source of the index. */
export type EndDateSource = {
  readonly assignments: RowSource<AssignmentRow>
  ordinalOf(customerId: string): number | undefined
}

// Sets of rows: a row is removed without a scan.
type ByDay = Map<CalendarDate, Set<AssignmentRow>>

const remove = (byDay: ByDay, row: AssignmentRow): void => {
  const rows = byDay.get(row.until ?? '')
  if (rows?.delete(row) === true && rows.size === 0) byDay.delete(row.until ?? '')
}

const add = (byDay: ByDay, row: AssignmentRow): void => {
  if (row.until === null || row.kind !== 'customer') return
  const rows = byDay.get(row.until)
  if (rows === undefined) byDay.set(row.until, new Set([row]))
  else rows.add(row)
}

const between = function* (byDay: ByDay, after: CalendarDate, last: CalendarDate): Iterable<Iterable<AssignmentRow>> {
  const days = [...byDay.keys()].filter((day) => day > after && day <= last)
  for (const day of days.sort()) yield byDay.get(day) ?? []
}

/** Creates the index; it is built on first use. */
export const createEndDateIndex = ({ assignments, ordinalOf }: EndDateSource): EndDateIndex => {
  const { state, prepare, changed, clear } = derived<AssignmentRow, ByDay>({
    from: assignments,
    make: () => new Map(),
    add,
    remove,
  })

  const entriesOf = (rows: Iterable<AssignmentRow>): readonly EndDateEntry[] => {
    const entries: EndDateEntry[] = []
    for (const row of rows) {
      const ordinal = ordinalOf(row.subjectId)
      if (ordinal !== undefined) entries.push({ ordinal, row })
    }
    return entries
  }

  return {
    between: function* (after, last) {
      for (const rows of between(state(), after, last)) yield entriesOf(rows)
    },
    prepare,
    changed,
    clear,
  }
}
