import { addDays, type CalendarDate, covers, roleOn } from '@clientele/domain'
import { byName } from '../register/name-order.js'
import type { Register } from '../register/register.js'
import type { AssignmentRow } from '../register/rows.js'
import { localeOf } from '../wording/locale.js'
import type { MatrixCell, MatrixParams } from './matrix.js'

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

const cellFrom = (register: Register, assignments: readonly AssignmentRow[], params: MatrixParams): MatrixCell => {
  const held = assignments.map((assignment) => roleOn(assignment, params.asOf)).filter((roleId) => roleId !== null)
  const named = [...new Set(held)].map((id) => ({ id, name: roleName(register, id) }))
  const roles = register.settings.policies.rolesEnabled ? named.sort(byName(localeOf(params.locale))) : []
  return { responsible: true, roles: roles.map(({ id }) => id), until: lastDay(assignments) }
}

/** The filled cells of a row. */
export type Cells = { readonly [employeeId: string]: MatrixCell }

/** The filled cells of a subject, a stream, among some employees. */
export const cellsOf = (
  register: Register,
  subject: string,
  columns: ReadonlySet<string>,
  params: MatrixParams,
): Cells => {
  const counts = countsOn(params)
  const byEmployee = new Map<string, AssignmentRow[]>()
  for (const assignment of register.tables.assignments.rowsWhere('subject', subject)) {
    if (!columns.has(assignment.employeeId) || !counts(assignment)) continue
    const found = byEmployee.get(assignment.employeeId)
    if (found === undefined) byEmployee.set(assignment.employeeId, [assignment])
    else found.push(assignment)
  }
  return Object.fromEntries(
    [...byEmployee].map(([employeeId, assignments]) => [employeeId, cellFrom(register, assignments, params)]),
  )
}
