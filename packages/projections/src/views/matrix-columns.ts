import { type CalendarDate, covers } from '@clientele/domain'
import { hasBit } from '../register/bits.js'
import type { Register } from '../register/register.js'
import type { AssignmentRow, EmployeeRow } from '../register/rows.js'
import { localeOf } from '../wording/locale.js'
import type { MatrixColumn, MatrixParams } from './matrix.js'

const isActive = ({ inactiveFrom }: EmployeeRow, asOf: CalendarDate): boolean =>
  inactiveFrom === null || asOf < inactiveFrom

const stillHolds = ({ tables, roster }: Register, { employeeId }: EmployeeRow, params: MatrixParams): boolean => {
  const active = roster.active()
  const isShown = ({ kind, subjectId }: AssignmentRow): boolean => {
    if (kind === 'project' && params.showProjects !== true) return false
    const customerId = kind === 'customer' ? subjectId : (tables.projects.get(subjectId)?.customerId ?? '')
    const ordinal = roster.ordinalOf(customerId)
    return ordinal !== undefined && hasBit(active, ordinal)
  }
  for (const assignment of tables.assignments.rowsWhere('employeeId', employeeId))
    if (covers(assignment, params.asOf) && isShown(assignment)) return true
  return false
}

/** The employees by name that are active on the day, or inactive and still responsible (K04), within the filter. */
export const columnsOf = (register: Register, params: MatrixParams): readonly MatrixColumn[] => {
  const { teamId, employeeIds = [] } = params.filter ?? {}
  return register.staff
    .inOrder(localeOf(params.locale))
    .filter(({ id }) => employeeIds.length === 0 || employeeIds.includes(id))
    .flatMap(({ id }) => register.tables.employees.get(id) ?? [])
    .filter(({ teams }) => teamId === undefined || teams.includes(teamId))
    .filter((employee) => isActive(employee, params.asOf) || stillHolds(register, employee, params))
    .map((employee) => ({
      employeeId: employee.employeeId,
      name: employee.name,
      inactive: !isActive(employee, params.asOf),
    }))
}
