import { type CalendarDate, covers, endsBy, type Interval, roleOn } from '@clientele/domain'
import { compareIds, compareTexts } from '../../data-structures/collation.js'
import { type Locale, localeOf } from '../../messages/locale.js'
import { type Absences, absencesOn, limitToAbsence } from '../../query/absences.js'
import type { PageRequest, QueryContext } from '../../query/context.js'
import type { CustomerFilter } from '../../query/filter.js'
import { type ShownInterval, toShownInterval } from '../../query/intervals.js'
import { memoize } from '../../query/memoize.js'
import { visiblePersonIds } from '../../query/visibility/persons.js'
import type { Register } from '../../register/register.js'
import type { AssignmentRow, ProjectRow, SubjectKind } from '../../tables/rows.js'

/**
 * Filters of the list: customer filters, one customer, one employee. `showArchived` and `showProjectParticipants` are
 * off by default.
 */
export type AssigneeFilter = CustomerFilter & {
  readonly customerId?: string | undefined
  readonly employeeId?: string | undefined
  readonly showArchived?: boolean | undefined
  readonly showProjectParticipants?: boolean | undefined
}

/**
 * The parameters of the list. `asOf` determines whether a responsibility is in force, in the future or ended; ended
 * ones are included only with `includeEnded`.
 */
export type AssigneeParams = PageRequest &
  Pick<QueryContext, 'viewer' | 'locale'> & {
    /** The day of the query, `YYYY-MM-DD`, as of its end. */
    readonly asOf: CalendarDate
    readonly includeEnded?: boolean | undefined
    readonly filter?: AssigneeFilter | undefined
  }

/**
 * One responsibility: a person, for one customer or project, in the role of the day asked for. Texts without a value
 * are `''`.
 */
export type AssigneeRow = {
  readonly customerId: string
  readonly customerName: string
  readonly customerGroup: string
  /** The project of the row; `''` if the row is about the customer. */
  readonly projectName: string
  /** An employee, or a contact who participates in a project. */
  readonly personId: string
  readonly personName: string
  readonly personEmail: string
  readonly sellerInformation: string
  readonly interval: ShownInterval | null
  readonly customerRole: string
  readonly roleId: string | null
  readonly subject: { readonly kind: SubjectKind; readonly id: string }
  readonly archived: boolean
  readonly personInactive: boolean
  /** The name of the absent employee for whom the person substitutes; `''` for an own responsibility. */
  readonly substituteFor: string
  /** The id of the responsibility, for commands; `null` for a project participant and for a substitute. */
  readonly assignmentId: string | null
}

type Person = Pick<AssigneeRow, 'personName' | 'personEmail' | 'sellerInformation' | 'personInactive'>
/** A row without its customer columns. */
export type Entry = Pick<
  AssigneeRow,
  'interval' | 'customerRole' | 'roleId' | 'subject' | 'substituteFor' | 'personId' | 'assignmentId'
> & {
  readonly person: Person
}

const employee = ({ tables }: Register, employeeId: string, asOf: CalendarDate): Person => {
  const row = tables.employees.get(employeeId)
  return {
    personName: row?.name ?? employeeId,
    personEmail: row?.email ?? '',
    sellerInformation: row?.salesperson === true ? (row.sellerCode ?? '') : '',
    personInactive: row !== undefined && row.inactiveFrom !== null && row.inactiveFrom <= asOf,
  }
}

const contact = ({ tables }: Register, personId: string): Person => {
  const row = tables.persons.get(personId)
  return {
    personName: row === undefined ? personId : [row.firstName, row.lastName].filter(Boolean).join(' '),
    personEmail: row?.email ?? '',
    sellerInformation: '',
    personInactive: false,
  }
}

const roleName = ({ tables, settings }: Register, roleId: string): string =>
  settings.policies.rolesEnabled ? (tables.roles.get(roleId)?.name ?? roleId) : ''

const dayOfRole = ({ from }: Interval, asOf: CalendarDate): CalendarDate => (from !== null && from > asOf ? from : asOf)

type Holder = { readonly employeeId: string; readonly substituteFor: string }

const entryOf = (assignment: AssignmentRow, { employeeId, substituteFor }: Holder, query: AssigneeQuery): Entry => {
  const roleId = roleOn(assignment, dayOfRole(assignment, query.asOf))
  return {
    person: query.employeeOf(employeeId),
    personId: employeeId,
    assignmentId: substituteFor === '' ? assignment.assignmentId : null,
    substituteFor,
    interval: toShownInterval(assignment),
    customerRole: roleId === null ? '' : query.roleNameOf(roleId),
    roleId,
    subject: { kind: assignment.kind, id: assignment.subjectId },
  }
}

const isIncluded = (assignment: Interval, { includeEnded, asOf }: AssigneeParams): boolean =>
  includeEnded === true || !endsBy(assignment, asOf)

/** The parameters, with the absences of the day and memoized lookups. */
export type AssigneeQuery = AssigneeParams & {
  readonly absences: Absences
  readonly employeeOf: (id: string) => Person
  readonly roleNameOf: (id: string) => string
  readonly seesPerson: (personId: string) => boolean
  readonly compare: (a: Entry, b: Entry) => number
}

const compareEntries = (locale: Locale): ((a: Entry, b: Entry) => number) => {
  const compare = compareTexts(locale)
  return (a, b) =>
    (a.person === b.person ? 0 : compare(a.person.personName, b.person.personName)) ||
    compare(a.customerRole, b.customerRole) ||
    compareIds(a.subject.kind, b.subject.kind) ||
    compareIds(a.subject.id, b.subject.id) ||
    compareIds(a.personId, b.personId) ||
    compareIds(a.interval?.from ?? '', b.interval?.from ?? '')
}

/** Adds the lookups to the parameters. */
export const assigneeQuery = (register: Register, params: AssigneeParams): AssigneeQuery => ({
  ...params,
  absences: absencesOn(register, params.asOf),
  compare: compareEntries(localeOf(params.locale)),
  employeeOf: memoize((id) => employee(register, id, params.asOf)),
  seesPerson: visiblePersonIds(register, params),
  roleNameOf: memoize((id) => roleName(register, id)),
})

const passesEmployeeFilter = ({ filter }: AssigneeParams, employeeId: string): boolean =>
  filter?.employeeId === undefined || filter.employeeId === employeeId

const substituteEntries = (register: Register, assignment: AssignmentRow, query: AssigneeQuery): readonly Entry[] => {
  const absence = query.absences.get(assignment.employeeId)
  if (absence === undefined || !covers(assignment, query.asOf) || !passesEmployeeFilter(query, absence.substituteId))
    return []
  const substituteFor = register.tables.employees.get(assignment.employeeId)?.name ?? assignment.employeeId
  const holder = { employeeId: absence.substituteId, substituteFor }
  return [entryOf(limitToAbsence(assignment, absence), holder, query)]
}

const responsibilityEntries = (
  register: Register,
  assignments: Iterable<AssignmentRow>,
  query: AssigneeQuery,
): readonly Entry[] => {
  const entries: Entry[] = []
  for (const assignment of assignments) {
    if (!isIncluded(assignment, query)) continue
    const { employeeId } = assignment
    if (passesEmployeeFilter(query, employeeId))
      entries.push(entryOf(assignment, { employeeId, substituteFor: '' }, query))
    if (query.absences.size > 0) entries.push(...substituteEntries(register, assignment, query))
  }
  return entries
}

const participantEntries = function* (register: Register, project: ProjectRow, query: AssigneeQuery): Iterable<Entry> {
  const employeeId = query.filter?.employeeId
  const subject = { kind: 'project' as const, id: project.projectId }
  for (const participant of register.tables.participants.rowsWhere('projectId', project.projectId)) {
    if (employeeId !== undefined && participant.employeeId !== employeeId) continue
    if (participant.personId !== null && !query.seesPerson(participant.personId)) continue
    const person =
      participant.employeeId === null
        ? contact(register, participant.personId ?? '')
        : query.employeeOf(participant.employeeId)
    const personId = participant.employeeId ?? participant.personId ?? ''
    yield {
      person,
      personId,
      assignmentId: null,
      interval: null,
      customerRole: '',
      roleId: null,
      subject,
      substituteFor: '',
    }
  }
}

const projectEntries = function* (register: Register, ordinal: number, params: AssigneeQuery): Iterable<Entry> {
  const customerId = register.customerIndex.at(ordinal)?.id ?? ''
  for (const project of register.tables.projects.rowsWhere('customerId', customerId)) {
    if (project.closed && params.filter?.showArchived !== true) continue
    const subject = `project-${project.projectId}`
    yield* responsibilityEntries(register, register.tables.assignments.rowsWhere('subject', subject), params)
    yield* participantEntries(register, project, params)
  }
}

/** The entries of a customer, by ordinal, optionally with project participants, in list order. */
export const assigneeEntries = (register: Register, ordinal: number, query: AssigneeQuery): readonly Entry[] => {
  const own = responsibilityEntries(register, register.responsibilitiesByCustomer.of(ordinal), query)
  const all =
    query.filter?.showProjectParticipants === true ? [...own, ...projectEntries(register, ordinal, query)] : own
  return all.length < 2 ? all : all.toSorted(query.compare)
}
