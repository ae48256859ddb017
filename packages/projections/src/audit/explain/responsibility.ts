import { type CalendarDate, covers, endOfDay, type Interval, responsibilityEvents, roleOn } from '@clientele/domain'
import type { HistorySubject } from '../../history/line.js'
import { paginate } from '../../query/paging/paginate.js'
import type { Register } from '../../register/register.js'
import type { AssignmentRow } from '../../tables/rows.js'
import { historyViewer, mayRead } from '../../views/history/subject-history.js'
import type { MatrixCell } from '../../views/matrix/matrix.js'
import { cellsOfEmployees } from '../../views/matrix/responsibility-matrix.js'
import type { AuditSource } from '../audit-source.js'
import type { AuditContext } from '../changes/changes.js'
import { createExplainingRows, type ExplainingEvent, eventsAbout, type NumberedEvent } from './events.js'

/**
 * A cell of the responsibility matrix: an employee on a customer or a project, optionally in one role, on a day (by
 * default today).
 */
export type ResponsibilityQuestion = AuditContext & {
  readonly employeeId: string
  readonly roleId?: string | undefined
  readonly asOf?: CalendarDate | undefined
} & (
    | { readonly customerId: string; readonly projectId?: undefined }
    | { readonly projectId: string; readonly customerId?: undefined }
  )

/**
 * Responsible: `assigned`, or `substitute` of an absent employee. Not responsible: `neverAssigned`, only in an
 * `otherRole`, `ended`, not started (`notYet`) or `cancelled`.
 */
export type ResponsibilityReason =
  | 'assigned'
  | 'substitute'
  | 'neverAssigned'
  | 'otherRole'
  | 'ended'
  | 'notYet'
  | 'cancelled'

/** The cell as the matrix returns it, the reason, and the events behind it up to that day, oldest first. */
export type ResponsibilityExplanation = MatrixCell & {
  readonly because: ResponsibilityReason
  readonly events: readonly ExplainingEvent[]
}

const emptyCell: MatrixCell = { responsible: false, roles: [], until: null }

const subjectOf = ({ customerId, projectId }: ResponsibilityQuestion): HistorySubject =>
  customerId === undefined ? { kind: 'project', id: projectId } : { kind: 'customer', id: customerId }

const fieldOf = ({ event }: NumberedEvent, field: string): unknown => Reflect.get(event.data, field)

/** The events of the employees' responsibilities. */
const ofEmployees = (all: readonly NumberedEvent[], employeeIds: ReadonlySet<string>): readonly NumberedEvent[] => {
  const assignmentIds = new Set<unknown>()
  for (const one of all)
    if (one.event.type === 'ResponsibleAssigned' && employeeIds.has(String(fieldOf(one, 'employeeId'))))
      assignmentIds.add(fieldOf(one, 'assignmentId'))
  return all.filter((one) => assignmentIds.has(fieldOf(one, 'assignmentId')))
}

const isInterval = (value: object): value is Interval => 'from' in value && 'until' in value

/** Whether a later event cancels an absence for a day. */
const isCancelled = (all: readonly NumberedEvent[], planned: NumberedEvent, asOf: CalendarDate): boolean =>
  all.some(
    (one) =>
      one.event.type === 'AbsenceCancelled' &&
      one.number > planned.number &&
      fieldOf(one, 'from') === fieldOf(planned, 'from') &&
      String(fieldOf(one, 'until')) <= asOf,
  )

/** The absences on a day for which an employee is the substitute. */
const absences = (
  source: AuditSource,
  employeeId: string,
  substituteId: string,
  question: ResponsibilityQuestion & { readonly asOf: CalendarDate },
): readonly NumberedEvent[] => {
  const { asOf } = question
  const all = eventsAbout(
    source,
    [{ kind: 'employee', id: employeeId }],
    ['AbsencePlanned', 'AbsenceCancelled'],
    question,
  )
  return all.filter(
    (one) =>
      one.event.type === 'AbsencePlanned' &&
      fieldOf(one, 'substituteId') === substituteId &&
      isInterval(one.event.data) &&
      covers(one.event.data, asOf) &&
      !isCancelled(all, one, asOf),
  )
}

const reasonOf = (
  rows: readonly AssignmentRow[],
  cell: MatrixCell,
  {
    asOf,
    roleId,
    hasEvents,
  }: { readonly asOf: CalendarDate; readonly roleId: string | undefined; readonly hasEvents: boolean },
): ResponsibilityReason => {
  const current = rows.filter((one) => covers(one, asOf))
  const isAssigned = current.some((one) => roleId === undefined || roleOn(one, asOf) === roleId)
  if (cell.responsible) return isAssigned ? 'assigned' : 'substitute'
  if (current.length > 0) return roleId === undefined ? 'ended' : 'otherRole'
  if (rows.some(({ until }) => until !== null && until <= asOf)) return 'ended'
  if (rows.length > 0) return 'notYet'
  return hasEvents ? 'cancelled' : 'neverAssigned'
}

const assignmentsOf = ({ tables }: Register, subject: string, employeeId: string): readonly AssignmentRow[] =>
  [...tables.assignments.rowsWhere('subject', subject)].filter((one) => one.employeeId === employeeId)

/** Whether a customer was merged into another, which took over its responsibilities. */
const isMerged = ({ tables }: Register, { kind, id }: HistorySubject): boolean =>
  kind === 'customer' && (tables.customers.get(id)?.mergedInto ?? null) !== null

const byNumber = (one: NumberedEvent, other: NumberedEvent): number => one.number - other.number

const explainOn = (
  source: AuditSource,
  subject: HistorySubject,
  question: ResponsibilityQuestion & { readonly asOf: CalendarDate },
): ResponsibilityExplanation => {
  const { employeeId, roleId, asOf } = question
  const register = source.registerOn(asOf)
  const stream = `${subject.kind}-${subject.id}`
  const filter = roleId === undefined ? {} : { roleId }
  const cell = isMerged(register, subject)
    ? emptyCell
    : (cellsOfEmployees(register, stream, [employeeId], { asOf, filter })[employeeId] ?? emptyCell)
  const end = endOfDay(asOf, source.register.settings.policies.timeZone)
  const happened = ({ event }: NumberedEvent): boolean => event.occurrence.at < end
  const all = eventsAbout(source, [subject], Object.keys(responsibilityEvents), question).filter(happened)
  const { substituteFor } = cell
  const absenceEvents = substituteFor === undefined ? [] : absences(source, substituteFor, employeeId, question)
  const assignmentEvents = ofEmployees(all, new Set([employeeId, substituteFor ?? employeeId]))
  const counted = [...assignmentEvents, ...absenceEvents.filter(happened)].sort(byNumber)
  const rows = assignmentsOf(register, stream, employeeId)
  const rowOf = createExplainingRows(source, question)
  return {
    ...cell,
    because: reasonOf(rows, cell, { asOf, roleId, hasEvents: counted.length > 0 }),
    events: Array.from(paginate(counted, question), ({ number }) => rowOf(number)),
  }
}

const isThere = ({ tables: { customers, projects } }: Register, { kind, id }: HistorySubject): boolean =>
  (kind === 'customer' ? customers : projects).get(id) !== undefined

/**
 * Explains why an employee is, or is not, responsible for a customer or project on a day. Returns `null` if the subject
 * is unknown or the viewer may not see it.
 */
export const explainResponsibility = (
  source: AuditSource,
  question: ResponsibilityQuestion,
): ResponsibilityExplanation | null => {
  const { register, registerOn } = source
  const { asOf = register.today() } = question
  const subject = subjectOf(question)
  // It may have been deleted after the day.
  const isKnown = isThere(register, subject) || isThere(registerOn(asOf), subject)
  if (!isKnown || !mayRead(register, subject, historyViewer(register, question.viewer))) return null
  return explainOn(source, subject, { ...question, asOf })
}
