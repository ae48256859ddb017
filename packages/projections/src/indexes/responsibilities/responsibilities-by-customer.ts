import type { AssignmentRow } from '../../tables/rows.js'
import type { RowChange } from '../../tables/table.js'

/** The responsibilities of customers by their numbers; made when first asked for, and then kept. */
export type ResponsibilitiesByCustomer = {
  /** Those for a customer itself, in the order in which they came. Not to be changed. */
  of(ordinal: number): readonly AssignmentRow[]
  changed(change: RowChange<AssignmentRow>): void
  /** Starts over from the responsibilities there are then, read when first asked for. */
  clear(): void
}

/** What they are found in. */
export type ResponsibilityRows = {
  assignments(): Iterable<AssignmentRow>
  ordinalOf(customerId: string): number | undefined
}

const nobody: readonly AssignmentRow[] = []

/** Keeps the responsibilities by customer: whoever goes through all of them looks up no text. */
export const createResponsibilitiesByCustomer = (source: ResponsibilityRows): ResponsibilitiesByCustomer => {
  const { assignments, ordinalOf } = source
  let lists: AssignmentRow[][] | null = null

  const listFor = (made: AssignmentRow[][], row: AssignmentRow | null): AssignmentRow[] | null => {
    const ordinal = row?.kind === 'customer' ? ordinalOf(row.subjectId) : undefined
    if (ordinal === undefined) return null
    const list = made[ordinal] ?? []
    made[ordinal] = list
    return list
  }

  const make = (): AssignmentRow[][] => {
    const made: AssignmentRow[][] = []
    for (const row of assignments()) listFor(made, row)?.push(row)
    // A list that grew has room for many more: most never get any.
    return Array.from(made, (list) => list?.slice())
  }

  const put = (list: AssignmentRow[], row: AssignmentRow | null, after: AssignmentRow | null): void => {
    const at = row === null ? -1 : list.indexOf(row)
    if (at !== -1) list.splice(at, 1, ...(after === null ? [] : [after]))
    else if (after !== null) list.push(after)
  }

  return {
    of: (ordinal) => {
      lists ??= make()
      return lists[ordinal] ?? nobody
    },
    changed: ({ before, after }) => {
      if (lists === null) return
      const [had, has] = [listFor(lists, before), listFor(lists, after)]
      if (had !== null && had !== has) put(had, before, null)
      if (has !== null) put(has, before, after)
    },
    clear: () => {
      lists = null
    },
  }
}
