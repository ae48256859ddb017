import { idOfStream } from '../../kernel/aggregate.js'
import { followUp, joinWrites, nothing, reading, when, write } from '../../kernel/decision.js'
import type { StreamName } from '../../kernel/event.js'
import type { DataOf } from '../../kernel/message.js'
import { partedDecision, sumOf } from '../../kernel/parted.js'
import type { CalendarDate } from '../../kernel/values/calendar-date.js'
import { MeetingOwnerChanged, TaskOwnerChanged } from '../../model/activity/events.js'
import { CustomerOwnerChanged } from '../../model/customer/events.js'
import { DeactivateEmployee, ReassignResponsibilities } from '../../model/employee/commands.js'
import {
  EmployeeDeactivated,
  ResponsibilitiesReassigned,
  ResponsibilitiesReassignmentStarted,
} from '../../model/employee/events.js'
import {
  EmployeeHoldsResponsibilities,
  noActiveEmployee,
  SameEmployee,
  SuccessorRequired,
  unlessActiveFor,
  unlessEmployee,
} from '../../model/employee/rejections.js'
import { employeeStream } from '../../model/employee/state.js'
import { ContactMarkedPrivate } from '../../model/person/events.js'
import { ProjectParticipantAdded, ProjectParticipantRemoved } from '../../model/project/events.js'
import { ResponsibilityEnded, ResponsibilityVoided, ResponsibleAssigned } from '../../model/responsibilities/events.js'
import { subjectsOfEmployee } from '../../model/responsibilities/memberships.js'
import { rolesStream } from '../../model/roles/state.js'
import { settingsStream } from '../../model/settings/state.js'
import { subjectOfStream } from '../responsibilities/subject.js'
import { belongingMembers, belongingsOf, belongingWrites, countBelongings, omitZeros } from './belongings.js'
import { countHandover, handOver, handoverWrites, unlessRolesHeld, vacatedRoles } from './handover.js'

const nothingReassigned = countHandover([])

const nothingHandedOver = {
  ...nothingReassigned,
  ...countBelongings({ customerIds: [], contactIds: [], taskIds: [], meetingIds: [], projects: [] }, false),
}

const responsibilityMembers = (employeeId: string) => ({
  found: { index: subjectsOfEmployee, keys: [employeeId] },
  streamOf: subjectOfStream,
})

const leavingReads = reading(({ employeeId, successorId }: DataOf<typeof DeactivateEmployee>) => ({
  employee: employeeStream(employeeId),
  successor: employeeStream(successorId ?? ''),
  roles: rolesStream,
  settings: settingsStream,
}))

/**
 * Deactivates an employee; policy determines what happens to the responsibilities. On or after the leaving day, a
 * successor also gets the customers, private contacts, open tasks, coming meetings and participations in open projects;
 * before that day these remain and are counted.
 */
export const deactivateEmployee = partedDecision({
  command: DeactivateEmployee,
  appends: [
    ResponsibilityVoided,
    ResponsibilityEnded,
    ResponsibleAssigned,
    CustomerOwnerChanged,
    ContactMarkedPrivate,
    ProjectParticipantRemoved,
    ProjectParticipantAdded,
    TaskOwnerChanged,
    MeetingOwnerChanged,
    EmployeeDeactivated,
  ],
  rejects: [...noActiveEmployee, SameEmployee, EmployeeHoldsResponsibilities, SuccessorRequired],
  reads: leavingReads,
  members: ({ employeeId }) => ({ subjects: responsibilityMembers(employeeId), ...belongingMembers(employeeId) }),
  change: ({ roles, settings, subjects, ...read }, data, meta) => {
    const { employeeId, effective = meta.today, successorId = null } = data
    const reason = 'employeeDeactivated'
    const keepsResponsibilities = settings.policies.employeeDeactivation === 'keep' && successorId === null
    const handover = { fromEmployeeId: employeeId, toEmployeeId: successorId, effective, reason }
    const parts = keepsResponsibilities ? [] : handOver(subjects, handover)
    const belongings = belongingsOf(read, employeeId, effective)
    const receiverId = effective <= meta.today ? successorId : null
    return {
      count: {
        handover: { ...countHandover(parts), ...countBelongings(belongings, receiverId !== null) },
        vacated: vacatedRoles(parts, { roles, settings }, effective),
      },
      writes: joinWrites([
        ...handoverWrites(parts, subjectOfStream, meta, reason),
        ...(receiverId === null ? [] : belongingWrites(belongings, employeeId, receiverId, reason)),
      ]).map(followUp),
    }
  },
  sum: (counts) => ({
    handover: sumOf(
      counts.map(({ handover }) => handover),
      nothingHandedOver,
    ),
    vacated: counts.flatMap(({ vacated }) => vacated),
  }),
  unless: ({ employee, successor, settings }, { handover, vacated }, data, meta) => {
    const { employeeId, effective = meta.today, successorId = null } = data
    const mustHandOver = settings.policies.employeeDeactivation === 'requireSuccessor' && successorId === null
    return (
      unlessEmployee(employee, employeeId) ??
      when(employee.inactiveFrom === effective, nothing) ??
      unlessActiveFor(employee, employeeId, { from: null, until: effective }) ??
      when(successorId === employeeId, SameEmployee({ employeeId })) ??
      (successorId === null ? null : unlessActiveFor(successor, successorId, { from: effective, until: null })) ??
      when(mustHandOver && handover.ended > 0, EmployeeHoldsResponsibilities({ employeeId, count: handover.ended })) ??
      unlessRolesHeld(vacated)
    )
  },
  closes: (_read, { handover }, { employeeId, effective, successorId = null }, meta) => [
    write(
      employeeStream(employeeId),
      EmployeeDeactivated({
        employeeId,
        effective: effective ?? meta.today,
        successorId,
        handover: omitZeros(handover),
      }),
    ),
  ],
  closedBy: EmployeeDeactivated,
})

const startEvent = (toEmployeeId: string, effective: CalendarDate) =>
  ResponsibilitiesReassignmentStarted({ toEmployeeId, effective })

/** Gives the responsibilities of one employee to another from a day on, except those the other holds already. */
export const reassignResponsibilities = partedDecision({
  command: ReassignResponsibilities,
  appends: [
    ResponsibilityVoided,
    ResponsibilityEnded,
    ResponsibleAssigned,
    ResponsibilitiesReassignmentStarted,
    ResponsibilitiesReassigned,
  ],
  rejects: [SameEmployee, ...noActiveEmployee],
  reads: reading(({ fromEmployeeId, toEmployeeId }: DataOf<typeof ReassignResponsibilities>) => ({
    from: employeeStream(fromEmployeeId),
    to: employeeStream(toEmployeeId),
  })),
  members: ({ fromEmployeeId, subjects }) => {
    const selectedIds = subjects === undefined ? null : new Set(subjects)
    const isMeant = selectedIds === null ? undefined : (stream: StreamName) => selectedIds.has(idOfStream(stream))
    return { subjects: { ...responsibilityMembers(fromEmployeeId), isMeant } }
  },
  change: ({ subjects }, data, meta) => {
    const { fromEmployeeId, toEmployeeId, effective = meta.today } = data
    const reason = 'reassigned'
    const handover = { fromEmployeeId, toEmployeeId, effective, reason }
    const parts = handOver(subjects, handover)
    return { count: countHandover(parts), writes: handoverWrites(parts, subjectOfStream, meta, reason) }
  },
  sum: (counts) => sumOf(counts, nothingReassigned),
  unless: ({ from, to }, { ended }, { fromEmployeeId, toEmployeeId, effective }, meta) =>
    when(fromEmployeeId === toEmployeeId, SameEmployee({ employeeId: fromEmployeeId })) ??
    unlessEmployee(from, fromEmployeeId) ??
    unlessActiveFor(to, toEmployeeId, { from: effective ?? meta.today, until: null }) ??
    when(ended === 0, nothing),
  opens: (_read, { fromEmployeeId, toEmployeeId, effective }, meta) => [
    write(employeeStream(fromEmployeeId), startEvent(toEmployeeId, effective ?? meta.today)),
  ],
  closes: (_read, counts, { fromEmployeeId, toEmployeeId }) => [
    write(employeeStream(fromEmployeeId), ResponsibilitiesReassigned({ toEmployeeId, ...counts })),
  ],
  closedBy: ResponsibilitiesReassigned,
})
