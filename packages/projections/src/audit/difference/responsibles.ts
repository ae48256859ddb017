import { type Assignment, assignmentChanges, type CalendarDate, covers, roleOn, rowFor } from '@clientele/domain'
import { employeeName, roleName } from '../../history/names.js'
import { withExplanation } from '../../listing/facts.js'
import type { RegisterEvent } from '../../register/handlers/handler.js'
import type { Register } from '../../register/register.js'
import type { AuditSource } from '../audit-source.js'
import type { Moments, Which } from './moments.js'
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

/** The responsibilities that some events make up, which a journal has by their numbers. */
const assignmentsFrom = (
  events: readonly OwnEvent[],
  recorded: ReadonlyMap<number, RegisterEvent>,
): readonly Assignment[] =>
  events.reduce<readonly Assignment[]>((held, { event }) => {
    const { type = '', data } = recorded.get(event) ?? {}
    return rowFor<Change>(assignmentChanges, type)?.(data)(held) ?? held
  }, [])

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

const differs = ({ counts }: OwnEvent): boolean => counts[0] !== counts[1]
const isAsNow = ({ counts }: OwnEvent): boolean => counts[0] && counts[1]

/** The responsibility events of those subjects whose responsibilities may differ between two moments. */
const eventsByKey = (subjects: readonly Keyed[], [from, to]: Moments): ReadonlyMap<string, readonly OwnEvent[]> => {
  const all = subjects.map(
    ({ key, statements }) => [key, statements.events.filter(({ type }) => isOfResponsibility(type))] as const,
  )
  return new Map(all.filter(([, events]) => (from.day === to.day ? events.some(differs) : events.length > 0)))
}

/**
 * Returns a function that tells who was responsible for each of some subjects, by its key, at either moment; nobody where
 * both have the same.
 */
export const createResponsibles = (
  source: AuditSource,
  subjects: readonly Keyed[],
  moments: Moments,
): ((key: string, which: Which) => string | null) => {
  const { register } = source
  const all = eventsByKey(subjects, moments)
  // Where all events count at both moments, the tables have what they make up.
  const changed = new Map([...all].filter(([, events]) => !events.every(isAsNow)))
  const recorded = recordedOf(source, changed.values())
  return (key, which) => {
    if (!all.has(key)) return null
    const events = changed.get(key)?.filter(({ counts }) => counts[which])
    const held =
      events === undefined
        ? [...register.tables.assignments.rowsWhere('subject', key)]
        : assignmentsFrom(events, recorded)
    return responsiblesOn(register, held, moments[which].day)
  }
}
