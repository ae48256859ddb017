import type { CalendarDate } from '../../kernel/values/calendar-date.js'
import { hasDays, type Interval } from '../../kernel/values/interval.js'
import type { Employee } from '../../model/employee/state.js'
import { type Assignment, segmentsOf } from '../../model/responsibilities/assignment.js'
import type { Roles } from '../../model/roles/state.js'
import { laterStart, uncoveredDays } from '../responsibilities/gaps.js'
import type { Wanted } from '../responsibilities/rules.js'

type Known = { readonly roles: Roles; readonly employees: ReadonlyMap<string, Employee> }

const earlierEnd = (a: CalendarDate | null, b: CalendarDate | null): CalendarDate | null =>
  a === null || (b !== null && b < a) ? b : a

/** Returns the duplicate's responsibilities after a day, while their employees are active. */
const lastingAssignments = (
  duplicate: readonly Assignment[],
  { employees }: Known,
  today: CalendarDate,
): readonly Wanted[] =>
  duplicate.flatMap((assignment) =>
    segmentsOf(assignment)
      .map(({ roleId, from, until }) => ({
        employeeId: assignment.employeeId,
        roleId,
        from: laterStart(from, today),
        until: earlierEnd(until, employees.get(assignment.employeeId)?.inactiveFrom ?? null),
      }))
      .filter(hasDays),
  )

/**
 * Returns the days on which the survivor has a responsibility already: the employee in that role, or any holder of a
 * single-holder role.
 */
const heldIntervals = (
  survivor: readonly Assignment[],
  { roles }: Known,
  { employeeId, roleId }: Wanted,
): readonly Interval[] => {
  const isSingle = roleId !== null && roles.byId.get(roleId)?.cardinality === 'single'
  return survivor
    .filter((one) => isSingle || one.employeeId === employeeId)
    .flatMap(segmentsOf)
    .filter((part) => part.roleId === roleId)
}

/** Returns the responsibilities that the survivor takes over from the duplicate, from a day on. */
export const takeAssignments = (
  survivor: readonly Assignment[],
  duplicate: readonly Assignment[],
  known: Known,
  today: CalendarDate,
): readonly Wanted[] => {
  const taken: Wanted[] = []
  for (const wanted of lastingAssignments(duplicate, known, today)) {
    const others = taken.map((one) => ({ ...one, assignmentId: '', earlierRoles: [] }))
    const from = wanted.from ?? today
    taken.push(...uncoveredDays({ ...wanted, from }, heldIntervals([...survivor, ...others], known, wanted)))
  }
  return taken
}
