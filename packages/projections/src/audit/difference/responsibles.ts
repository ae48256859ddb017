import { type Assignment, assignmentChanges, type CalendarDate, covers, roleOn, rowFor } from '@clientele/domain'
import { employeeName, roleName } from '../../history/names.js'
import { withExplanation } from '../../listing/facts.js'
import type { RegisterEvent } from '../../register/handlers/handler.js'
import type { Register } from '../../register/register.js'
import type { AuditSource } from '../audit-source.js'
import { countsAt, type Known } from './moments.js'
import type { OwnEvent, Statements } from './statements.js'

type Change = (before: readonly Assignment[]) => readonly Assignment[]

/** Whether events of a type change responsibilities. */
export const isOfResponsibility = (type: string): boolean => Object.hasOwn(assignmentChanges, type)

const named = (register: Register, assignment: Assignment, day: CalendarDate): string =>
  withExplanation(
    employeeName(register, assignment.employeeId) ?? assignment.employeeId,
    roleName(register, roleOn(assignment, day)),
  )

/** Who is responsible on a day, by name, with roles in brackets. */
const responsiblesOn = (register: Register, held: readonly Assignment[], day: CalendarDate): string | null => {
  const names = held.filter((one) => covers(one, day)).map((one) => named(register, one, day))
  return [...new Set(names)].sort().join(', ') || null
}

const changing = ({ events }: Statements): readonly OwnEvent[] => events.filter(({ type }) => isOfResponsibility(type))

/** The responsibilities that some events make up, which a journal has by their numbers. */
const assignmentsFrom = (
  events: readonly OwnEvent[],
  recorded: ReadonlyMap<number, RegisterEvent>,
): readonly Assignment[] =>
  events.reduce<readonly Assignment[]>((held, { event }) => {
    const { type = '', data } = recorded.get(event) ?? {}
    return rowFor<Change>(assignmentChanges, type)?.(data)(held) ?? held
  }, [])

/** Where responsibilities are at two moments what they are now, their tables tell them. */
const isAsNow = (events: readonly OwnEvent[], moments: readonly Known[]): boolean =>
  events.every((one) => moments.every((known) => countsAt(known, one)))

/** Reads the responsibility events of some subjects, of each block of the journal once. */
const recordedOf = (
  { journal }: AuditSource,
  events: Iterable<readonly OwnEvent[]>,
): ReadonlyMap<number, RegisterEvent> => {
  const numbers = [...events].flat().map(({ event }) => event)
  const inOrder = Uint32Array.from(numbers).sort()
  const found = journal.at([...inOrder])
  return new Map(found.map((event, at) => [inOrder[at] ?? 0, event]))
}

/** A subject by the key of its stream, and what was said of it. */
type Keyed = { readonly key: string; readonly statements: Statements }

/** Returns a function that tells who was responsible for each of some subjects, by its key, at a moment. */
export const createResponsibles = (
  source: AuditSource,
  subjects: readonly Keyed[],
  moments: readonly Known[],
): ((key: string, known: Known) => string | null) => {
  const { register } = source
  const all = new Map(subjects.map(({ key, statements }) => [key, changing(statements)]))
  const changed = new Map([...all].filter(([, events]) => !isAsNow(events, moments)))
  const recorded = recordedOf(source, changed.values())
  return (key, known) => {
    const events = changed.get(key)
    if (events !== undefined) {
      const counted = events.filter((one) => countsAt(known, one))
      return responsiblesOn(register, assignmentsFrom(counted, recorded), known.day)
    }
    if ((all.get(key) ?? []).length === 0) return null
    return responsiblesOn(register, [...register.tables.assignments.rowsWhere('subject', key)], known.day)
  }
}
