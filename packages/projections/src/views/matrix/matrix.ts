import type { CalendarDate } from '@clientele/domain'
import type { PageRequest, QueryContext } from '../../query/context.js'
import type { CustomerFilter } from '../../query/filter.js'
import type { SubjectKind } from '../../tables/rows.js'

/** What rows and columns the matrix is limited to. */
export type MatrixFilter = CustomerFilter & {
  readonly teamId?: string | undefined
  readonly employeeIds?: readonly string[] | undefined
  readonly roleId?: string | undefined
}

/** `asOf` is the day the cells are about. `mode` says how a listing writes the cells; rows are the same. */
export type MatrixParams = PageRequest &
  Pick<QueryContext, 'viewer' | 'locale'> & {
    /** The day it is about, `YYYY-MM-DD`, as of its end. */
    readonly asOf: CalendarDate
    readonly mode?: 'plain' | 'byRole' | undefined
    readonly showProjects?: boolean | undefined
    readonly filter?: MatrixFilter | undefined
  }

/** An employee; `inactive` is set for one that is no longer active and still responsible somewhere. */
export type MatrixColumn = { readonly employeeId: string; readonly name: string; readonly inactive: boolean }

/**
 * A filled cell: role ids by role name; `until` is the last day inclusive, `null` when open. `substituteFor` is there when
 * the employee stands in for another, by id: the first by id where it does so for several.
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

/** A customer or project; only filled cells are there, `cellOf` answers for the others. */
export type MatrixRow = { readonly subject: Subject; readonly cells: { readonly [employeeId: string]: MatrixCell } }

/** `total` counts the rows of all pages. */
export type Matrix = {
  readonly columns: readonly MatrixColumn[]
  readonly rows: readonly MatrixRow[]
  readonly total: number
}

const emptyCell: MatrixCell = { responsible: false, roles: [], until: null }

/** The cell of an employee, also where it is empty. */
export const cellOf = ({ cells }: MatrixRow, employeeId: string): MatrixCell =>
  (Object.hasOwn(cells, employeeId) ? cells[employeeId] : undefined) ?? emptyCell
