import { hasDays, type Interval, overlaps } from '../../kernel/values/interval.js'
import { type Assignment, segmentsOf } from '../../model/responsibilities/assignment.js'

type Held = Interval & { readonly employeeId: string; readonly roleId: string | null }

const heldParts = (assignments: readonly Assignment[]): readonly Held[] =>
  assignments.flatMap((one) => segmentsOf(one).map((part) => ({ ...part, employeeId: one.employeeId })))

const isDuplicate = (a: Held, b: Held): boolean =>
  a.employeeId === b.employeeId && a.roleId === b.roleId && overlaps(a, b)

/** INV-08: no employee holds the same role (or none) twice on one day. */
export const neverOverlap = (assignments: readonly Assignment[]): boolean =>
  heldParts(assignments).every((one, index, all) => all.slice(index + 1).every((other) => !isDuplicate(one, other)))

/** INV-08: every responsibility starts before it ends. */
export const beginBeforeTheyEnd = (assignments: readonly Assignment[]): boolean => assignments.every(hasDays)

/** The parts of a responsibility by role are contiguous and cover its interval. */
export const partsMakeTheWhole = (assignment: Assignment): boolean => {
  const parts = segmentsOf(assignment)
  return (
    parts[0]?.from === assignment.from &&
    parts.at(-1)?.until === assignment.until &&
    parts.every((part, index) => index === 0 || parts[index - 1]?.until === part.from)
  )
}
