import type { AssignmentRow } from '../../tables/rows.js'
import { derived, type Prepared, type RowSource } from '../derived.js'

/** The responsibilities of each customer by ordinal; built on first use, then maintained. */
export type ResponsibilitiesByCustomer = Prepared<AssignmentRow> & {
  /** The responsibilities for the customer itself, in the order of assignment. Read-only. */
  of(ordinal: number): readonly AssignmentRow[]
}

/** The source of the lists. */
export type ResponsibilityRows = {
  readonly assignments: RowSource<AssignmentRow>
  ordinalOf(customerId: string): number | undefined
}

const noRows: readonly AssignmentRow[] = []

type Lists = { all: AssignmentRow[][] }

const remove = (list: AssignmentRow[], row: AssignmentRow): void => {
  const at = list.indexOf(row)
  if (at !== -1) list.splice(at, 1)
}

const replace = (list: AssignmentRow[], before: AssignmentRow, after: AssignmentRow): void => {
  const at = list.indexOf(before)
  if (at === -1) list.push(after)
  else list[at] = after
}

/** Creates the lists, so that a scan of all customers needs no key lookup. */
export const createResponsibilitiesByCustomer = (source: ResponsibilityRows): ResponsibilitiesByCustomer => {
  const { assignments, ordinalOf } = source

  const listFor = ({ all }: Lists, row: AssignmentRow): AssignmentRow[] | null => {
    const ordinal = row.kind === 'customer' ? ordinalOf(row.subjectId) : undefined
    if (ordinal === undefined) return null
    const list = all[ordinal] ?? []
    all[ordinal] = list
    return list
  }

  const { state, prepare, changed, clear } = derived<AssignmentRow, Lists>({
    from: assignments,
    make: () => ({ all: [] }),
    add: (lists, row) => void listFor(lists, row)?.push(row),
    remove: (lists, row) => remove(listFor(lists, row) ?? [], row),
    replace: (lists, before, after) => {
      const [old, current] = [listFor(lists, before), listFor(lists, after)]
      if (old !== null && old !== current) remove(old, before)
      if (current !== null) replace(current, before, after)
    },
    // Arrays that grew by `push` keep spare capacity; copies release it.
    finish: (lists) => {
      lists.all = Array.from(lists.all, (list) => list?.slice())
    },
  })

  return { of: (ordinal) => state().all[ordinal] ?? noRows, prepare, changed, clear }
}
