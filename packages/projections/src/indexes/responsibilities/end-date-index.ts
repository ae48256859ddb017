import type { CalendarDate } from '@clientele/domain'
import type { AssignmentRow } from '../../tables/rows.js'
import type { RowChange } from '../../tables/table.js'

/** A responsibility for a customer that ends, and the customer's number. */
export type EndDateEntry = { readonly ordinal: number; readonly row: AssignmentRow }

/** The responsibilities for customers that end, by the first day on which they no longer last. */
export type EndDateIndex = {
  /** What ends after a day and up to another, that one included: days in order, each with what ends then. */
  between(after: CalendarDate, last: CalendarDate): Iterable<readonly EndDateEntry[]>
  changed(change: RowChange<AssignmentRow>): void
  /** Starts over from the responsibilities there are then, read when first asked for. */
  clear(): void
}

/** What the endings are made of. */
export type EndDateSource = {
  assignments(): Iterable<AssignmentRow>
  ordinalOf(customerId: string): number | undefined
}

// The rows themselves: who leaves a day is found without looking at the others.
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

/** Keeps when responsibilities end; they are put in order when first asked for. */
export const createEndDateIndex = ({ assignments, ordinalOf }: EndDateSource): EndDateIndex => {
  let known: ByDay | null = null

  const endingsOn = (rows: Iterable<AssignmentRow>): readonly EndDateEntry[] => {
    const endings: EndDateEntry[] = []
    for (const row of rows) {
      const ordinal = ordinalOf(row.subjectId)
      if (ordinal !== undefined) endings.push({ ordinal, row })
    }
    return endings
  }

  const between = function* (byDay: ByDay, after: CalendarDate, last: CalendarDate): Iterable<readonly EndDateEntry[]> {
    const days = [...byDay.keys()].filter((day) => day > after && day <= last)
    for (const day of days.sort()) yield endingsOn(byDay.get(day) ?? [])
  }

  const make = (): ByDay => {
    const made: ByDay = new Map()
    for (const row of assignments()) add(made, row)
    return made
  }

  return {
    between: (after, last) => {
      known ??= make()
      return between(known, after, last)
    },
    changed: ({ before, after }) => {
      if (known === null) return
      if (before !== null) remove(known, before)
      if (after !== null) add(known, after)
    },
    clear: () => {
      known = null
    },
  }
}
