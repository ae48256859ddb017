import type { CalendarDate } from '@clientele/domain'
import type { PageRequest, QueryContext } from '../../query/context.js'
import type { CustomerFilter } from '../../query/filter.js'
import type { SubjectKind } from '../../tables/rows.js'

/** Filters of the rows and columns. */
export type MatrixFilter = CustomerFilter & {
  readonly teamId?: string | undefined
  readonly employeeIds?: readonly string[] | undefined
  readonly roleId?: string | undefined
}

/** `asOf` is the day of the cells. `mode` tells how a listing formats the cells; the rows are the same. */
export type MatrixParams = PageRequest &
  Pick<QueryContext, 'viewer' | 'locale'> & {
    /** The day of the query, `YYYY-MM-DD`, as of its end. */
    readonly asOf: CalendarDate
    readonly mode?: 'plain' | 'byRole' | undefined
    readonly showProjects?: boolean | undefined
    readonly filter?: MatrixFilter | undefined
  }

/** An employee; `inactive` is `true` if it is no longer active but still responsible. */
export type MatrixColumn = { readonly employeeId: string; readonly name: string; readonly inactive: boolean }

/**
 * A filled cell: role ids sorted by role name; `until` is the last day, inclusive, `null` if open. `substituteFor` is
 * the id of the employee for whom it substitutes; if there are several, the first by id.
 */
export type MatrixCell = {
  readonly responsible: boolean
  readonly roles: readonly string[]
  readonly until: CalendarDate | null
  readonly substituteFor?: string
}

export type Subject = {
  readonly kind: SubjectKind
  readonly id: string
  readonly name: string
  readonly customerId: string
}

/** A customer or project with its filled cells only; `cellOf` also returns empty cells. */
export type MatrixRow = { readonly subject: Subject; readonly cells: { readonly [employeeId: string]: MatrixCell } }

/** A page of the matrix; `total` counts the rows of all pages. */
export type Matrix = {
  readonly columns: readonly MatrixColumn[]
  readonly rows: readonly MatrixRow[]
  readonly total: number
}

const emptyCell: MatrixCell = { responsible: false, roles: [], until: null }

/** The cell of an employee, filled or empty. */
export const cellOf = ({ cells }: MatrixRow, employeeId: string): MatrixCell =>
  (Object.hasOwn(cells, employeeId) ? cells[employeeId] : undefined) ?? emptyCell
