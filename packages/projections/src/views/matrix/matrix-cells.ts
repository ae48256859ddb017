import { type CalendarDate, covers, roleOn } from '@clientele/domain'
import { byName } from '../../data-structures/collation.js'
import { localeOf } from '../../messages/locale.js'
import { type Absences, limitToAbsence } from '../../query/absences.js'
import { lastDayOf } from '../../query/intervals.js'
import type { Register } from '../../register/register.js'
import type { AssignmentRow } from '../../tables/rows.js'
import type { MatrixCell, MatrixParams } from './matrix.js'

/** Whether a responsibility fills a cell. */
export type Counts = (assignment: AssignmentRow) => boolean

/** A responsibility counts if it is in force on the day, and, if a role is asked for, in that role. */
export const countsOn = ({ asOf, filter }: MatrixParams): Counts => {
  const roleId = filter?.roleId
  return (assignment) => covers(assignment, asOf) && (roleId === undefined || roleOn(assignment, asOf) === roleId)
}

const roleName = ({ tables }: Register, roleId: string): string => tables.roles.get(roleId)?.name ?? roleId

const cellFrom = (register: Register, { until }: AssignmentRow, roleId: string | null): MatrixCell => ({
  responsible: true,
  roles: roleId === null || !register.settings.policies.rolesEnabled ? [] : [roleId],
  until: lastDayOf(until),
})

/** The cell of one responsibility; open-ended responsibilities in the same role share a cell object. */
const cellOf = (
  register: Register,
  assignment: AssignmentRow,
  { openEnded }: Staff,
  asOf: CalendarDate,
): MatrixCell => {
  const roleId = roleOn(assignment, asOf)
  if (assignment.until !== null) return cellFrom(register, assignment, roleId)
  const cell = openEnded.get(roleId) ?? cellFrom(register, assignment, roleId)
  openEnded.set(roleId, cell)
  return cell
}

const allRoles = (register: Register, ids: readonly string[], { locale }: MatrixParams): readonly string[] => {
  const named = [...new Set(ids)].map((id) => ({ id, name: roleName(register, id) }))
  return named.sort(byName(localeOf(locale))).map(({ id }) => id)
}

/** Merges the cells of two responsibilities of one employee. */
const mergeCells = (register: Register, a: MatrixCell, b: MatrixCell, params: MatrixParams): MatrixCell => {
  const [substituteFor] = [a, b].flatMap((cell) => cell.substituteFor ?? []).sort()
  return {
    responsible: true,
    roles: allRoles(register, [...a.roles, ...b.roles], params),
    until: a.until === null || b.until === null ? null : ([a.until, b.until].sort()[1] ?? null),
    ...(substituteFor === undefined ? {} : { substituteFor }),
  }
}

/** The filled cells of a row. */
export type Cells = { readonly [employeeId: string]: MatrixCell }

/** The employees with a column, the absences of the day, the cell predicate, and shared cells. */
export type Staff = {
  readonly columns: ReadonlySet<string>
  readonly absences: Absences
  readonly counts: Counts
  readonly openEnded: Map<string | null, MatrixCell>
}

type Filled = { [employeeId: string]: MatrixCell }

// Without a prototype the object is a dictionary; otherwise each order of employees would create a hidden class.
const emptyCells = (): Filled => Object.create(null)

const noCells: Cells = Object.freeze(emptyCells())

/** The filled cells of a subject, given by its stream name, for the employees with a column. */
export const cellsOf = (register: Register, subject: string, staff: Staff, params: MatrixParams): Cells => {
  const { columns, absences, counts } = staff
  let cells: Filled | null = null
  const fill = (employeeId: string, cell: MatrixCell): void => {
    cells ??= emptyCells()
    const existing = cells[employeeId]
    cells[employeeId] = existing === undefined ? cell : mergeCells(register, existing, cell, params)
  }
  for (const assignment of register.tables.assignments.rowsWhere('subject', subject)) {
    if (!counts(assignment)) continue
    const { employeeId } = assignment
    if (columns.has(employeeId)) fill(employeeId, cellOf(register, assignment, staff, params.asOf))
    const absence = absences.get(employeeId)
    if (absence === undefined || !columns.has(absence.substituteId)) continue
    const cell = cellOf(register, limitToAbsence(assignment, absence), staff, params.asOf)
    fill(absence.substituteId, { ...cell, substituteFor: employeeId })
  }
  return cells ?? noCells
}
