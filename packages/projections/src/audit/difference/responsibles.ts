import { type Assignment, type CalendarDate, covers, roleOn } from '@clientele/domain'
import { employeeName, roleName } from '../../history/names.js'
import { withExplanation } from '../../listing/facts.js'
import type { RegisterEvent } from '../../register/handlers/handler.js'
import type { Register } from '../../register/register.js'
import { assignmentsAfter, isResponsibilityEvent } from '../assignments.js'
import type { AuditSource } from '../audit-source.js'
import { differs, type FieldChanges, isThere, type OwnEvent } from './field-changes.js'
import type { MomentIndex, Moments } from './moments.js'

const responsibleName = (register: Register, assignment: Assignment, day: CalendarDate): string =>
  withExplanation(
    employeeName(register, assignment.employeeId) ?? assignment.employeeId,
    roleName(register, roleOn(assignment, day)),
  )

/** The names of the responsible employees on a day, with roles in brackets. */
const responsiblesOn = (register: Register, assignments: readonly Assignment[], day: CalendarDate): string | null => {
  const names = assignments.filter((one) => covers(one, day)).map((one) => responsibleName(register, one, day))
  return [...new Set(names)].sort().join(', ') || null
}

/** Folds responsibility events, looked up by number, into responsibilities. */
const assignmentsFrom = (
  events: readonly OwnEvent[],
  dataOf: ReadonlyMap<number, RegisterEvent['data']>,
): readonly Assignment[] =>
  events.reduce<readonly Assignment[]>(
    (assignments, { event, type }) => assignmentsAfter(assignments, type, dataOf.get(event)),
    [],
  )

/** Reads the data of the responsibility events of subjects from the journal, each block once. */
const readData = (
  { journal }: AuditSource,
  events: Iterable<readonly OwnEvent[]>,
): ReadonlyMap<number, RegisterEvent['data']> => {
  const numbers = [...events].flat().map(({ event }) => event)
  const sorted = Uint32Array.from(numbers).sort()
  return new Map(journal.dataAt([...sorted]).map((data, at) => [sorted[at] ?? 0, data]))
}

/** The changes of a subject, with the key of its stream. */
type KeyedChanges = { readonly key: string; readonly changes: FieldChanges }

const countsAtBoth = ({ counts }: OwnEvent): boolean => counts[0] && counts[1]

/** The responsibility events of a subject, and whether it existed at the moments. */
type Past = { readonly events: readonly OwnEvent[]; readonly isThere: readonly [boolean, boolean] }

const pastOf = ({ changes }: KeyedChanges): Past => ({
  events: changes.events.filter(({ type }) => isResponsibilityEvent(type)),
  isThere: [isThere(changes, 0), isThere(changes, 1)],
})

/** The past of the subjects whose responsibilities may differ between two moments. */
const pastByKey = (subjects: readonly KeyedChanges[], [from, to]: Moments): ReadonlyMap<string, Past> => {
  const mayDiffer = ({ events, isThere: [first, second] }: Past): boolean =>
    from.day === to.day ? events.some(differs) || first !== second : events.length > 0
  return new Map(
    subjects.flatMap((one) => {
      const past = pastOf(one)
      return mayDiffer(past) ? [[one.key, past] as const] : []
    }),
  )
}

/**
 * Returns a function that returns the responsible employees of a subject, by its key, at either moment; `null` for a
 * subject without differences.
 */
export const createResponsibles = (
  source: AuditSource,
  subjects: readonly KeyedChanges[],
  moments: Moments,
): ((key: string, index: MomentIndex) => string | null) => {
  const { register } = source
  const all = pastByKey(subjects, moments)
  // If all events count at both moments, and the subject is still there, the tables hold the result.
  const isHeld = ({ events, isThere: [first, second] }: Past): boolean => first && second && events.every(countsAtBoth)
  const dataOf = readData(
    source,
    Array.from(all.values(), (past) => (isHeld(past) ? [] : past.events)),
  )
  return (key, index) => {
    const past = all.get(key)
    if (past?.isThere[index] !== true) return null
    const assignments = isHeld(past)
      ? [...register.tables.assignments.rowsWhere('subject', key)]
      : assignmentsFrom(
          past.events.filter(({ counts }) => counts[index]),
          dataOf,
        )
    return responsiblesOn(register, assignments, moments[index].day)
  }
}
