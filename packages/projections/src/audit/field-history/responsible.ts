import { type Assignment, type CalendarDate, covers } from '@clientele/domain'
import { employeeName } from '../../history/names.js'
import { assignmentsAfter, isResponsibilityEvent } from '../assignments.js'
import type { AuditSource } from '../audit-source.js'
import { isDeletion } from './deletion.js'
import { createTimes, type Times } from './event-times.js'
import type { FieldHistoryQuestion, FieldHistoryRow } from './question.js'

/** An event that changes responsibilities, with the responsibilities that it leaves. */
type Change = Times & { after(before: readonly Assignment[]): readonly Assignment[] }

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
    const after: Change['after'] = (before) =>
      isDeletion(entry.type) ? [] : assignmentsAfter(before, entry.type, data)
    return { ...timesOf(entry), after }
  })
}

/** The days on which the value may change: those of the changes, and the first days and ends of responsibilities. */
const daysIn = (changes: readonly Change[]): readonly CalendarDate[] => {
  const [first] = changes.map(({ day }) => day).sort()
  const days = new Set<CalendarDate>()
  let assignments: readonly Assignment[] = []
  for (const { day, after } of changes) {
    days.add(day)
    assignments = after(assignments)
    for (const { from, until } of assignments) for (const one of [from, until]) if (one !== null) days.add(one)
  }
  return [...days].filter((day) => first !== undefined && day >= first).sort()
}

type Known = Pick<FieldHistoryRow, 'value' | 'knownFrom' | 'knownUntil'>

/** The values on a day, and when each was known. */
const valuesOn = (
  changes: readonly Change[],
  day: CalendarDate,
  namesOf: (assignments: readonly Assignment[]) => string | null,
): readonly Known[] => {
  const found: Known[] = []
  let assignments: readonly Assignment[] = []
  for (const change of changes.filter((one) => one.day <= day)) {
    assignments = change.after(assignments)
    const value = namesOf(assignments.filter((one) => covers(one, day)))
    const last = found.at(-1)
    if (last?.value === value) continue
    if (last !== undefined) found.pop()
    if (last !== undefined && last.knownFrom < change.recordedAt) found.push({ ...last, knownUntil: change.recordedAt })
    found.push({ value, knownFrom: change.recordedAt, knownUntil: null })
  }
  return found
}

const isSame = (one: Known, other: Known): boolean =>
  one.value === other.value && one.knownFrom === other.knownFrom && one.knownUntil === other.knownUntil

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
  const namesOf = (assignments: readonly Assignment[]): string | null =>
    [...new Set(assignments.map(({ employeeId }) => employeeName(register, employeeId) ?? employeeId))].join(', ') ||
    null
  const ended: FieldHistoryRow[] = []
  let running: readonly FieldHistoryRow[] = []
  for (const from of daysIn(changes)) {
    const values = valuesOn(changes, from, namesOf)
    ended.push(
      ...running.filter((row) => !values.some((one) => isSame(one, row))).map((row) => ({ ...row, until: from })),
    )
    running = values.map((one) => running.find((row) => isSame(one, row)) ?? rowFrom(from, one))
  }
  return [...ended, ...running].sort(byDays)
}
