import { type CalendarDate, covers, roleOn } from '@clientele/domain'
import { byName } from '../../data-structures/collation.js'
import { employeeName, roleName } from '../../history/names.js'
import { localeOf } from '../../messages/locale.js'
import { dayOfQuery, type QueryContext } from '../../query/context.js'
import { fullNameOf } from '../../query/full-name.js'
import { lastDayOf } from '../../query/intervals.js'
import { visibleCustomers } from '../../query/visibility/customers.js'
import { seenPersons } from '../../query/visibility/persons.js'
import type { Register } from '../../register/register.js'
import {
  type ActivityEntry,
  activitiesLinked,
  entryOf,
  newestFirst,
  visibleActivityRows,
} from '../activities/activity-row.js'
import { type ProjectListRow, projectRow } from './project-list.js'

/**
 * A current, past or future responsibility for a project; `lastDay` is inclusive, `inForce` applies to the day asked
 * for.
 */
export type ProjectResponsible = {
  readonly assignmentId: string
  readonly employeeId: string
  readonly name: string
  readonly roleId: string | null
  readonly role: string | null
  readonly from: CalendarDate | null
  readonly lastDay: CalendarDate | null
  readonly inForce: boolean
}

/** An employee or a contact who participates in a project. */
export type ProjectParticipant = {
  readonly kind: 'employee' | 'contact'
  readonly id: string
  readonly name: string
}

/** A project with its people and activities. */
export type ProjectCard = Omit<ProjectListRow, 'responsibles'> & {
  readonly responsibles: readonly ProjectResponsible[]
  readonly participants: readonly ProjectParticipant[]
  readonly activities: readonly ActivityEntry[]
}

export type ProjectCardParams = QueryContext & { readonly projectId: string }

const responsiblesOf = (register: Register, projectId: string, day: CalendarDate): readonly ProjectResponsible[] =>
  [...register.tables.assignments.rowsWhere('subject', `project-${projectId}`)].map((one) => {
    const roleId = roleOn(one, day)
    return {
      assignmentId: one.assignmentId,
      employeeId: one.employeeId,
      name: employeeName(register, one.employeeId) ?? one.employeeId,
      roleId,
      role: roleName(register, roleId),
      from: one.from,
      lastDay: lastDayOf(one.until),
      inForce: covers(one, day),
    }
  })

const participantsOf = (register: Register, params: ProjectCardParams): readonly ProjectParticipant[] => {
  const { tables } = register
  const persons = seenPersons(register, params)
  const found = [...tables.participants.rowsWhere('projectId', params.projectId)].flatMap(
    ({ employeeId, personId }): readonly ProjectParticipant[] => {
      if (employeeId !== null)
        return [{ kind: 'employee', id: employeeId, name: employeeName(register, employeeId) ?? employeeId }]
      const person = persons.get(personId ?? '')
      if (person === undefined) return []
      return [{ kind: 'contact', id: person.personId, name: fullNameOf(person, params.locale) }]
    },
  )
  return found.sort(byName(localeOf(params.locale)))
}

/** A project with its people and activities, newest first; `null` if it is unknown or its customer is not visible. */
export const projectCard = (register: Register, params: ProjectCardParams): ProjectCard | null => {
  const project = register.tables.projects.get(params.projectId)
  if (project === undefined || !visibleCustomers(register, params)(project.customerId)) return null
  const day = dayOfQuery(register, params)
  const isSeen = visibleActivityRows(register, params)
  const activities = activitiesLinked(register, 'projectIds', project.projectId).filter(isSeen)
  return {
    ...projectRow(register, project, day),
    responsibles: responsiblesOf(register, project.projectId, day),
    participants: participantsOf(register, params),
    activities: newestFirst(activities).map((one) => entryOf(register, one, params)),
  }
}
