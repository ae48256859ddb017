import { addDays, type CalendarDate, covers, roleOn } from '@clientele/domain'
import { byName } from '../register/name-order.js'
import type { Register } from '../register/register.js'
import type { AssignmentRow } from '../register/rows.js'
import { localeOf } from '../wording/locale.js'
import type { MatrixCell, MatrixParams } from './matrix.js'
import { type Absences, within } from './substitutes.js'

/** Whether a responsibility fills a cell. */
export type Counts = (assignment: AssignmentRow) => boolean

/** In force on the day and, where a role is asked for, in that role (K12). */
export const countsOn = ({ asOf, filter }: MatrixParams): Counts => {
  const roleId = filter?.roleId
  return (assignment) => covers(assignment, asOf) && (roleId === undefined || roleOn(assignment, asOf) === roleId)
}

const roleName = ({ tables }: Register, roleId: string): string => tables.roles.get(roleId)?.name ?? roleId

/** The last day inside an interval that ends before `until`. */
export const lastDayOf = (until: CalendarDate | null): CalendarDate | null =>
  until === null ? null : addDays(until, -1)

const lastDay = (assignments: readonly AssignmentRow[]): CalendarDate | null => {
  const ends = assignments.map(({ until }) => until)
  const last = ends.includes(null)
    ? null
    : (ends
        .filter((end) => end !== null)
        .sort()
        .at(-1) ?? null)
  return lastDayOf(last)
}

/** A responsibility in a cell, and the employee in whose stead it is there; `null` for one's own. */
type Filling = { readonly assignment: AssignmentRow; readonly substituteFor: string | null }

const markOf = (fillings: readonly Filling[]): Pick<MatrixCell, 'substituteFor'> => {
  const [substituteFor] = fillings.flatMap((one) => one.substituteFor ?? []).sort()
  return substituteFor === undefined ? {} : { substituteFor }
}

const cellFrom = (register: Register, fillings: readonly Filling[], params: MatrixParams): MatrixCell => {
  const assignments = fillings.map(({ assignment }) => assignment)
  const held = assignments.map((assignment) => roleOn(assignment, params.asOf)).filter((roleId) => roleId !== null)
  const named = [...new Set(held)].map((id) => ({ id, name: roleName(register, id) }))
  const roles = register.settings.policies.rolesEnabled ? named.sort(byName(localeOf(params.locale))) : []
  return { responsible: true, roles: roles.map(({ id }) => id), until: lastDay(assignments), ...markOf(fillings) }
}

/** The filled cells of a row. */
export type Cells = { readonly [employeeId: string]: MatrixCell }

/** The employees that have a column, and who is away on the day. */
export type Staff = { readonly columns: ReadonlySet<string>; readonly absences: Absences }

/** The filled cells of a subject, a stream, among some employees. */
export const cellsOf = (
  register: Register,
  subject: string,
  { columns, absences }: Staff,
  params: MatrixParams,
): Cells => {
  const counts = countsOn(params)
  const byEmployee = new Map<string, Filling[]>()
  const fill = (employeeId: string, assignment: AssignmentRow, substituteFor: string | null): void => {
    if (!columns.has(employeeId)) return
    const found = byEmployee.get(employeeId)
    if (found === undefined) byEmployee.set(employeeId, [{ assignment, substituteFor }])
    else found.push({ assignment, substituteFor })
  }
  for (const assignment of register.tables.assignments.rowsWhere('subject', subject)) {
    if (!counts(assignment)) continue
    const { employeeId } = assignment
    const absence = absences.get(employeeId)
    fill(employeeId, assignment, null)
    if (absence !== undefined) fill(absence.substituteId, within(assignment, absence), employeeId)
  }
  return Object.fromEntries(
    [...byEmployee].map(([employeeId, fillings]) => [employeeId, cellFrom(register, fillings, params)]),
  )
}
