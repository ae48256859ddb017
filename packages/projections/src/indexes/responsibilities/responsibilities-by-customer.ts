import type { AssignmentRow } from '../../tables/rows.js'
import type { RowChange } from '../../tables/table.js'

/** The responsibilities of each customer by ordinal; built on first use, then maintained. */
export type ResponsibilitiesByCustomer = {
  /** The responsibilities for the customer itself, in the order of assignment. Read-only. */
  of(ordinal: number): readonly AssignmentRow[]
  changed(change: RowChange<AssignmentRow>): void
  /** Clears the index; it is rebuilt from the current responsibilities on next use. */
  clear(): void
}

/** The source of the lists. */
export type ResponsibilityRows = {
  assignments(): Iterable<AssignmentRow>
  ordinalOf(customerId: string): number | undefined
}

const nobody: readonly AssignmentRow[] = []

/** Creates the lists: a scan of all customers needs no key lookup. */
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
    // Arrays that grew by `push` keep spare capacity; a copy releases it.
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
