import type { Assignment, CalendarDate } from '@clientele/domain'
import { employeeName } from '../../history/names.js'
import { assignmentsAfter, isResponsibilityEvent } from '../assignments.js'
import type { AuditSource } from '../audit-source.js'
import { type Change, createCoverage, type Flip } from './coverage.js'
import { isDeletion } from './deletion.js'
import { createTimes } from './event-times.js'
import type { FieldHistoryQuestion, FieldHistoryRow } from './question.js'

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

type Known = Pick<FieldHistoryRow, 'value' | 'knownFrom' | 'knownUntil'>

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

/** The names of the employees responsible, each counted by its responsibilities. */
const createNames = (nameOf: (assignment: Assignment) => string) => {
  const counts = new Map<string, number>()
  return {
    /** Counts a flip; returns whether the names have changed. */
    take: ({ assignment, isOn }: Flip): boolean => {
      const name = nameOf(assignment)
      const before = counts.get(name) ?? 0
      const after = before + (isOn ? 1 : -1)
      if (after > 0) counts.set(name, after)
      else counts.delete(name)
      return before === 0 || after === 0
    },
    clear: () => counts.clear(),
    text: (): string | null => [...counts.keys()].sort().join(', ') || null,
  }
}

type NameOf = (assignment: Assignment) => string

/** The values on a day, and when each was known, earliest first. */
const valuesOn = (
  changes: readonly Change[],
  day: CalendarDate,
  flips: readonly (Flip | undefined)[],
  nameOf: NameOf,
): readonly Known[] => {
  const found: Known[] = []
  const names = createNames(nameOf)
  for (let at = 0; at < changes.length; at += 1) {
    const [change, flip] = [changes[at], flips[at]]
    if (change === undefined) continue
    const isDeleted = change.assignmentId === null
    if (flip === undefined && !isDeleted && found.length > 0) continue
    if (change.day > day) continue
    if (isDeleted) names.clear()
    const isChanged = isDeleted || (flip !== undefined && names.take(flip))
    if (isChanged || found.length === 0) learn(found, names.text(), change.recordedAt)
  }
  return found
}

type OpenRow = Known & { readonly from: CalendarDate; until: CalendarDate | null }

/**
 * The employees responsible: on each day those whose responsibility covers it, by today's names. `events` are those of
 * the subject. The rows are made day by day, as they are read: a page needs no later days than those of its rows.
 */
export function* responsibleRows(
  source: AuditSource,
  question: FieldHistoryQuestion,
  events: readonly number[],
): Iterable<FieldHistoryRow> {
  const { register } = source
  const changes = changesIn(source, question, events)
  const nameOf: NameOf = ({ employeeId }) => employeeName(register, employeeId) ?? employeeId
  const { days, flipsOn } = createCoverage(changes)
  // By the time from which each was known: at one time only one value is.
  let running: ReadonlyMap<string, OpenRow> = new Map()
  const unread: OpenRow[] = []
  for (const from of days) {
    const now = new Map<string, OpenRow>()
    for (const known of valuesOn(changes, from, flipsOn(from), nameOf)) {
      const before = running.get(known.knownFrom)
      const isSame = before?.value === known.value && before.knownUntil === known.knownUntil
      const row = isSame ? before : { ...known, from, until: null }
      if (row !== before) unread.push(row)
      now.set(known.knownFrom, row)
    }
    for (const [knownFrom, row] of running) if (now.get(knownFrom) !== row) row.until = from
    running = now
    const firstOpen = unread.findIndex(({ until }) => until === null)
    yield* unread.splice(0, firstOpen === -1 ? unread.length : firstOpen)
  }
  yield* unread
}
