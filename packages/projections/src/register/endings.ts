import type { CalendarDate } from '@clientele/domain'
import type { AssignmentRow } from './rows.js'
import type { RowChange } from './table.js'

/** A responsibility for a customer that ends, and the customer's number. */
export type Ending = { readonly ordinal: number; readonly row: AssignmentRow }

/** The responsibilities for customers that end, by the first day on which they no longer last. */
export type Endings = {
  /** What ends after a day and up to another, that one included: days in order, each with what ends then. */
  between(after: CalendarDate, last: CalendarDate): Iterable<readonly Ending[]>
  changed(change: RowChange<AssignmentRow>): void
  /** Starts over from the responsibilities there are then, read when first asked for. */
  clear(): void
}

/** What the endings are made of. */
export type EndingSource = {
  assignments(): Iterable<AssignmentRow>
  ordinalOf(customerId: string): number | undefined
}

type ByDay = Map<CalendarDate, Ending[]>

const leave = (byDay: ByDay, row: AssignmentRow): void => {
  const endings = byDay.get(row.until ?? '') ?? []
  const at = endings.findIndex(({ row: one }) => one.subject === row.subject && one.assignmentId === row.assignmentId)
  if (at >= 0) endings.splice(at, 1)
}

/** Keeps when responsibilities end; they are put in order when first asked for. */
export const createEndings = ({ assignments, ordinalOf }: EndingSource): Endings => {
  let known: ByDay | null = null

  const enter = (byDay: ByDay, row: AssignmentRow): void => {
    const ordinal = row.until === null || row.kind !== 'customer' ? undefined : ordinalOf(row.subjectId)
    if (row.until === null || ordinal === undefined) return
    const endings = byDay.get(row.until)
    if (endings === undefined) byDay.set(row.until, [{ ordinal, row }])
    else endings.push({ ordinal, row })
  }

  const make = (): ByDay => {
    const made: ByDay = new Map()
    for (const row of assignments()) enter(made, row)
    return made
  }

  return {
    between: (after, last) => {
      known ??= make()
      const days = [...known].filter(([day]) => day > after && day <= last)
      return days.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, endings]) => endings)
    },
    changed: ({ before, after }) => {
      if (known === null) return
      if (before !== null) leave(known, before)
      if (after !== null) enter(known, after)
    },
    clear: () => {
      known = null
    },
  }
}
