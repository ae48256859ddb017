import { type CalendarDate, covers, roleOn } from '@clientele/domain'
import { type BitSet, emptyBitSet, setBit, union } from '../../data-structures/bit-set.js'
import type { Register } from '../../register/register.js'
import type { AssignmentRow } from '../../tables/rows.js'
import { customersWithIds } from './sets.js'

/** The customers owned by any of the employees. */
export const ownedBy = ({ customerIndex, customerColumns }: Register, ownerIds: readonly string[]): BitSet => {
  const owned = emptyBitSet(customerIndex.size)
  const [owners, wanted] = [customerColumns.ownerId(), new Set<string | null | undefined>(ownerIds)]
  for (let ordinal = 0; ordinal < customerIndex.size; ordinal += 1)
    if (wanted.has(owners[ordinal])) setBit(owned, ordinal)
  return owned
}

/**
 * Returns a predicate: whether a responsibility is in force on a day, in any of the roles, or in any role if there are
 * none.
 */
export const isHeldOn =
  (day: CalendarDate, roleIds: readonly string[] = []) =>
  (assignment: AssignmentRow): boolean => {
    if (!covers(assignment, day)) return false
    const roleId = roleOn(assignment, day)
    return roleIds.length === 0 || (roleId !== null && roleIds.includes(roleId))
  }

const heldInRoles = ({ customerIndex, responsibilitiesByRole }: Register, roleIds: readonly string[], day: string) => {
  const customers = emptyBitSet(customerIndex.size)
  for (const roleId of roleIds) union(customers, responsibilitiesByRole.on(roleId, day).customers)
  return customers
}

/**
 * The customers for which any of the employees is responsible on a day, not as a substitute, in any of the roles; an
 * empty list does not limit.
 */
export const heldBy = (
  register: Register,
  employeeIds: readonly string[],
  roleIds: readonly string[],
  day: CalendarDate,
): BitSet => {
  if (employeeIds.length === 0) return heldInRoles(register, roleIds, day)
  const isHeld = isHeldOn(day, roleIds)
  const assignments = employeeIds.flatMap((id) => [...register.tables.assignments.rowsWhere('employeeId', id)])
  return customersWithIds(
    register,
    assignments.filter((one) => one.kind === 'customer' && isHeld(one)).map(({ subjectId }) => subjectId),
  )
}
