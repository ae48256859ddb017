import { type Assignment, type CalendarDate, covers } from '@clientele/domain'
import { employeeName } from '../../history/names.js'
import { assignmentsAfter, isResponsibilityEvent } from '../assignments.js'
import type { AuditSource } from '../audit-source.js'
import { isDeletion } from './deletion.js'
import { createTimes, type Times } from './event-times.js'
import type { FieldHistoryQuestion, FieldHistoryRow } from './question.js'

/** An event that changes a responsibility; `assignmentId` is `null` if it ends all, because it deletes the subject. */
type Change = Times & {
  readonly assignmentId: string | null
  /** The responsibility after the event; empty if it was cancelled. */
  after(before: readonly Assignment[]): readonly Assignment[]
}

const none: readonly Assignment[] = []

const changesIn = (
  { register, history, journal }: AuditSource,
  { subject }: FieldHistoryQuestion,
  events: readonly number[],
): readonly Change[] => {
  const log = history.log()
  const [first] = events
  const { timeZone } = register.settings.policies
  const timesOf = createTimes(subject.kind, first === undefined ? null : log.entryAt(first), timeZone)
  const { columns, types } = log.index
  const changing = events.filter((event) => {
    const type = types.lookup(columns.types[event] ?? 0)
    return isResponsibilityEvent(type) || isDeletion(type)
  })
  return journal.dataAt(changing).map((data, at) => {
    const entry = log.entryAt(changing[at] ?? 0)
    return {
      ...timesOf(entry),
      assignmentId: isDeletion(entry.type) ? null : String(Reflect.get(data, 'assignmentId')),
      after: (before) => assignmentsAfter(before, entry.type, data),
    }
  })
}

/** The days on which the value may change: those of the changes, and the first days and ends of responsibilities. */
const daysIn = (changes: readonly Change[]): readonly CalendarDate[] => {
  const [first] = changes.map(({ day }) => day).sort()
  const days = new Set<CalendarDate>()
  const assignments = new Map<string | null, readonly Assignment[]>()
  for (const { day, assignmentId, after } of changes) {
    days.add(day)
    const changed = after(assignments.get(assignmentId) ?? none)
    assignments.set(assignmentId, changed)
    for (const { from, until } of changed) for (const one of [from, until]) if (one !== null) days.add(one)
  }
  return [...days].filter((day) => first !== undefined && day >= first).sort()
}

type Known = Pick<FieldHistoryRow, 'value' | 'knownFrom' | 'knownUntil'>

/** Follows the responsibilities that cover a day; `take` returns those after a change, `null` if they are the same. */
const following = (day: CalendarDate) => {
  const assignments = new Map<string, readonly Assignment[]>()
  const covering = new Map<string, Assignment>()
  const take = ({ assignmentId: id, after }: Change): Iterable<Assignment> | null => {
    if (id === null) {
      assignments.clear()
      covering.clear()
      return []
    }
    const changed = after(assignments.get(id) ?? none)
    assignments.set(id, changed)
    const found = changed.find((one) => covers(one, day))
    if ((found !== undefined) === covering.has(id)) return null
    if (found === undefined) covering.delete(id)
    else covering.set(id, found)
    return covering.values()
  }
  return take
}

/** Adds a value known from a time on, unless the last one is the same. */
const learn = (found: Known[], value: string | null, knownFrom: Known['knownFrom']): void => {
  const last = found.at(-1)
  if (last?.value === value) return
  if (last !== undefined) found.pop()
  if (last !== undefined && last.knownFrom < knownFrom) found.push({ ...last, knownUntil: knownFrom })
  const before = found.at(-1)
  // Between two events recorded at the same time the value may have changed and changed back.
  if (before?.value === value && before.knownUntil === knownFrom)
    found[found.length - 1] = { ...before, knownUntil: null }
  else found.push({ value, knownFrom, knownUntil: null })
}

/** The values on a day, and when each was known. */
const valuesOn = (
  changes: readonly Change[],
  day: CalendarDate,
  namesOf: (assignments: Iterable<Assignment>) => string | null,
): readonly Known[] => {
  const found: Known[] = []
  const take = following(day)
  for (const change of changes) {
    if (change.day > day) continue
    const covering = take(change)
    if (covering !== null || found.length === 0) learn(found, namesOf(covering ?? none), change.recordedAt)
  }
  return found
}

const keyOf = ({ value, knownFrom, knownUntil }: Known): string => JSON.stringify([value, knownFrom, knownUntil])

const rowFrom = (from: CalendarDate, { value, knownFrom, knownUntil }: Known): FieldHistoryRow => ({
  value,
  from,
  until: null,
  knownFrom,
  knownUntil,
})

const byDays = (one: FieldHistoryRow, other: FieldHistoryRow): number => {
  if (one.from !== other.from) return one.from < other.from ? -1 : 1
  return one.knownFrom < other.knownFrom ? -1 : 1
}

/**
 * The employees responsible: on each day those whose responsibility covers it, by today's names. `events` are those of
 * the subject.
 */
export const responsibleRows = (
  source: AuditSource,
  question: FieldHistoryQuestion,
  events: readonly number[],
): readonly FieldHistoryRow[] => {
  const { register } = source
  const changes = changesIn(source, question, events)
  const nameOf = ({ employeeId }: Assignment): string => employeeName(register, employeeId) ?? employeeId
  const namesOf = (assignments: Iterable<Assignment>): string | null =>
    [...new Set(Array.from(assignments, nameOf))].sort().join(', ') || null
  const ended: FieldHistoryRow[] = []
  let running: ReadonlyMap<string, FieldHistoryRow> = new Map()
  for (const from of daysIn(changes)) {
    const now = new Map(valuesOn(changes, from, namesOf).map((one) => [keyOf(one), rowFrom(from, one)]))
    for (const [key, row] of running)
      if (now.has(key)) now.set(key, row)
      else ended.push({ ...row, until: from })
    running = now
  }
  return [...ended, ...running.values()].sort(byDays)
}
