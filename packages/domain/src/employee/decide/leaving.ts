import { idOfStream } from '../../kernel/aggregate.js'
import type { CalendarDate } from '../../kernel/calendar-date.js'
import {
  accept,
  followUp,
  joined,
  nothing,
  type Outcome,
  reading,
  steppedDecision,
  when,
  write,
} from '../../kernel/decision.js'
import type { DataOf } from '../../kernel/message.js'
import { subjectsOfEmployee } from '../../responsibilities/memberships.js'
import { subjectOfStream } from '../../responsibilities/subject.js'
import { rolesStream } from '../../roles/state.js'
import { settingsStream } from '../../settings/state.js'
import { DeactivateEmployee, ReassignResponsibilities } from '../commands.js'
import { EmployeeDeactivated, ResponsibilitiesReassigned, ResponsibilitiesReassignmentStarted } from '../events.js'
import {
  EmployeeHoldsResponsibilities,
  SameEmployee,
  SuccessorRequired,
  unlessActiveFor,
  unlessEmployee,
} from '../rejections.js'
import { employeeStream } from '../state.js'
import { belongingLookups, belongingReads, belongingsOf, belongingWrites, countBelongings } from './belongings.js'
import { countHandover, handOver, handoverWrites, vacatedRole } from './handover.js'

const leavingReads = reading(({ employeeId, successorId }: DataOf<typeof DeactivateEmployee>) => ({
  employee: employeeStream(employeeId),
  successor: employeeStream(successorId ?? ''),
  roles: rolesStream,
  settings: settingsStream,
  held: { index: subjectsOfEmployee, keys: [employeeId] },
  ...belongingLookups(employeeId),
})).also((_data, _meta, { held, ...found }) => ({ subjects: held.map(subjectOfStream), ...belongingReads(found) }))

/**
 * An employee leaves; what happens to the responsibilities says policy 4-P16. A successor also gets the customers the
 * employee owns, its open tasks and its place in open projects, once the day has come; else they stay and are counted.
 */
export const deactivateEmployee = steppedDecision({
  command: DeactivateEmployee,
  reads: leavingReads,
  decide: ({ employee, successor, roles, settings, subjects, ...read }, data, meta): Outcome => {
    const { employeeId, effective = meta.today, successorId = null } = data
    const { employeeDeactivation } = settings.policies
    const reason = 'employeeDeactivated'
    const handover = { fromEmployeeId: employeeId, toEmployeeId: successorId, effective, reason }
    const keeps = employeeDeactivation === 'keep' && successorId === null
    const parts = keeps ? [] : handOver(subjects, handover)
    const vacated = vacatedRole(parts, roles, effective)
    const counts = countHandover(parts)
    const belongings = belongingsOf(read, employeeId)
    const heir = effective <= meta.today ? successorId : null
    const summary = { ...counts, ...countBelongings(belongings, heir !== null) }
    return (
      unlessEmployee(employee, employeeId) ??
      when(employee.inactiveFrom === effective, nothing) ??
      unlessActiveFor(employee, employeeId, { from: null, until: effective }) ??
      when(successorId === employeeId, SameEmployee({ employeeId })) ??
      (successorId === null ? null : unlessActiveFor(successor, successorId, { from: effective, until: null })) ??
      when(
        employeeDeactivation === 'requireSuccessor' && successorId === null && counts.ended > 0,
        EmployeeHoldsResponsibilities({ employeeId, count: counts.ended }),
      ) ??
      when(
        vacated !== null,
        SuccessorRequired({ roleId: vacated?.roleId ?? '', customerIds: (vacated?.streams ?? []).map(idOfStream) }),
      ) ??
      accept(
        write(
          employeeStream(employeeId),
          EmployeeDeactivated({ employeeId, effective, successorId, handover: summary }),
        ),
        ...joined([
          ...handoverWrites(parts, subjectOfStream, meta, reason),
          ...(heir === null ? [] : belongingWrites(belongings, employeeId, heir, reason)),
        ]).map(followUp),
      )
    )
  },
})

const reassignReads = reading(({ fromEmployeeId, toEmployeeId }: DataOf<typeof ReassignResponsibilities>) => ({
  from: employeeStream(fromEmployeeId),
  to: employeeStream(toEmployeeId),
  held: { index: subjectsOfEmployee, keys: [fromEmployeeId] },
})).also(({ subjects }, _meta, { held }) => ({
  subjects: held
    .filter((stream) => subjects === undefined || subjects.includes(idOfStream(stream)))
    .map(subjectOfStream),
}))

const started = (toEmployeeId: string, effective: CalendarDate) =>
  ResponsibilitiesReassignmentStarted({ toEmployeeId, effective })

/** Gives one employee's responsibilities to another from a day on, without doubling what the other holds. */
export const reassignResponsibilities = steppedDecision({
  command: ReassignResponsibilities,
  reads: reassignReads,
  decide: ({ from, to, subjects }, data, meta): Outcome => {
    const { fromEmployeeId, toEmployeeId, effective = meta.today } = data
    const reason = 'reassigned'
    const parts = handOver(subjects, { fromEmployeeId, toEmployeeId, effective, reason })
    const counts = countHandover(parts)
    return (
      when(fromEmployeeId === toEmployeeId, SameEmployee({ employeeId: fromEmployeeId })) ??
      unlessEmployee(from, fromEmployeeId) ??
      unlessActiveFor(to, toEmployeeId, { from: effective, until: null }) ??
      when(counts.ended === 0, nothing) ??
      accept(
        write(employeeStream(fromEmployeeId), started(toEmployeeId, effective)),
        ...handoverWrites(parts, subjectOfStream, meta, reason),
        write(employeeStream(fromEmployeeId), ResponsibilitiesReassigned({ toEmployeeId, ...counts })),
      )
    )
  },
})
