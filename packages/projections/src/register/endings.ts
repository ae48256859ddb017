import type { CalendarDate } from '@clientele/domain'
import type { AssignmentRow } from './rows.js'
import type { RowChange } from './table.js'

/** The responsibilities that end, by the first day on which they no longer last; made when first asked, and then kept. */
export type Endings = {
  /** What ends after a day and up to another, that one included: days in order, each with what ends then. */
  between(after: CalendarDate, last: CalendarDate): Iterable<readonly AssignmentRow[]>
  changed(change: RowChange<AssignmentRow>): void
  /** Starts over from the responsibilities there are then. */
  clear(): void
}

type ByDay = Map<CalendarDate, AssignmentRow[]>

const enter = (byDay: ByDay, row: AssignmentRow | null): void => {
  if (row === null || row.until === null) return
  const known = byDay.get(row.until)
  if (known === undefined) byDay.set(row.until, [row])
  else known.push(row)
}

const leave = (byDay: ByDay, row: AssignmentRow | null): void => {
  const rows = byDay.get(row?.until ?? '') ?? []
  const at = rows.findIndex(
    ({ subject, assignmentId }) => subject === row?.subject && assignmentId === row.assignmentId,
  )
  if (at >= 0) rows.splice(at, 1)
}

/** Keeps when `assignments` end. */
export const createEndings = (assignments: () => Iterable<AssignmentRow>): Endings => {
  let known: ByDay | null = null

  const make = (): ByDay => {
    const made: ByDay = new Map()
    for (const row of assignments()) enter(made, row)
    return made
  }

  return {
    between: (after, last) => {
      known ??= make()
      const days = [...known].filter(([day]) => day > after && day <= last)
      return days.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, rows]) => rows)
    },
    changed: ({ before, after }) => {
      if (known === null) return
      leave(known, before)
      enter(known, after)
    },
    clear: () => {
      known = null
    },
  }
}
