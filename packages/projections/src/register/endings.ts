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

// Two lists take half the room of one of pairs.
type Day = { readonly ordinals: number[]; readonly rows: AssignmentRow[] }

type ByDay = Map<CalendarDate, Day>

const leave = (byDay: ByDay, row: AssignmentRow): void => {
  const { ordinals, rows } = byDay.get(row.until ?? '') ?? { ordinals: [], rows: [] }
  const at = rows.findIndex((one) => one.subject === row.subject && one.assignmentId === row.assignmentId)
  if (at < 0) return
  ordinals.splice(at, 1)
  rows.splice(at, 1)
}

const endingsOn = ({ ordinals, rows }: Day): readonly Ending[] =>
  rows.map((row, at) => ({ ordinal: ordinals[at] ?? -1, row }))

const between = function* (byDay: ByDay, after: CalendarDate, last: CalendarDate): Iterable<readonly Ending[]> {
  const days = [...byDay.keys()].filter((day) => day > after && day <= last)
  for (const day of days.sort()) yield endingsOn(byDay.get(day) ?? { ordinals: [], rows: [] })
}

/** Keeps when responsibilities end; they are put in order when first asked for. */
export const createEndings = ({ assignments, ordinalOf }: EndingSource): Endings => {
  let known: ByDay | null = null

  const enter = (byDay: ByDay, row: AssignmentRow): void => {
    const ordinal = row.until === null || row.kind !== 'customer' ? undefined : ordinalOf(row.subjectId)
    if (row.until === null || ordinal === undefined) return
    const day = byDay.get(row.until) ?? { ordinals: [], rows: [] }
    day.ordinals.push(ordinal)
    day.rows.push(row)
    byDay.set(row.until, day)
  }

  const make = (): ByDay => {
    const made: ByDay = new Map()
    for (const row of assignments()) enter(made, row)
    return made
  }

  return {
    between: (after, last) => {
      known ??= make()
      return between(known, after, last)
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
