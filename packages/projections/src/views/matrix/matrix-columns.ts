import { type CalendarDate, covers } from '@clientele/domain'
import { hasBit } from '../../data-structures/bit-set.js'
import { localeOf } from '../../messages/locale.js'
import { absencesOn } from '../../query/absences.js'
import { isActive } from '../../query/active-employee.js'
import { memoizeUntilChange } from '../../query/memoize.js'
import { visibleOnly } from '../../query/visibility/customers.js'
import type { Register } from '../../register/register.js'
import type { AssignmentRow, EmployeeRow } from '../../tables/rows.js'
import type { MatrixColumn, MatrixFilter, MatrixParams } from './matrix.js'

// The absent employees whose substitute is the given employee.
const substitutedBy = (register: Register, employeeId: string, asOf: CalendarDate): readonly string[] =>
  [...absencesOn(register, asOf).values()]
    .filter(({ substituteId }) => substituteId === employeeId)
    .map((absence) => absence.employeeId)

const isStillResponsible = (register: Register, { employeeId }: EmployeeRow, params: MatrixParams): boolean => {
  const { tables, customerIndex } = register
  const active = visibleOnly(register, customerIndex.active(), params)
  const isShown = ({ kind, subjectId }: AssignmentRow): boolean => {
    if (kind === 'project' && params.showProjects !== true) return false
    const customerId = kind === 'customer' ? subjectId : (tables.projects.get(subjectId)?.customerId ?? '')
    const ordinal = customerIndex.ordinalOf(customerId)
    return ordinal !== undefined && hasBit(active, ordinal)
  }
  for (const holder of [employeeId, ...substitutedBy(register, employeeId, params.asOf)])
    for (const assignment of tables.assignments.rowsWhere('employeeId', holder))
      if (covers(assignment, params.asOf) && isShown(assignment)) return true
  return false
}

const allColumns = (register: Register, params: MatrixParams): readonly MatrixColumn[] =>
  register.employeesByName
    .inOrder(localeOf(params.locale))
    .filter((employee) => isActive(employee, params.asOf) || isStillResponsible(register, employee, params))
    .map((employee) =>
      Object.freeze({
        employeeId: employee.employeeId,
        name: employee.name,
        inactive: !isActive(employee, params.asOf),
      }),
    )

const cachedColumns = memoizeUntilChange<readonly MatrixColumn[]>()

const isWanted = ({ tables }: Register, { teamId, employeeIds = [] }: MatrixFilter) => {
  const named = new Set(employeeIds)
  return ({ employeeId }: MatrixColumn): boolean =>
    (named.size === 0 || named.has(employeeId)) &&
    (teamId === undefined || tables.employees.get(employeeId)?.teams.includes(teamId) === true)
}

/**
 * The employees by name within the filter that are active on the day, or are inactive but still responsible, themselves
 * or as substitutes.
 */
export const columnsOf = (register: Register, params: MatrixParams): readonly MatrixColumn[] => {
  const { asOf, filter = {}, showProjects = false } = params
  const question = [localeOf(params.locale), asOf, showProjects, params.viewer ?? ''].join('\t')
  const all = cachedColumns(register, question, () => Object.freeze(allColumns(register, params)))
  const isLimited = filter.teamId !== undefined || (filter.employeeIds ?? []).length > 0
  return isLimited ? all.filter(isWanted(register, filter)) : all
}
