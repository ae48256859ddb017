import { accept, decision, nothing, type Outcome, when, write } from '../../kernel/decision.js'
import { hasDays, overlaps, sameInterval } from '../../kernel/values/interval.js'
import { CancelAbsence, PlanAbsence } from '../../model/employee/commands.js'
import { AbsenceCancelled, AbsencePlanned } from '../../model/employee/events.js'
import {
  AbsenceNotFound,
  AbsenceOverlaps,
  EmployeeNotFound,
  noActiveEmployee,
  SameEmployee,
  SubstituteAbsent,
  unlessActiveFor,
  unlessEmployee,
} from '../../model/employee/rejections.js'
import { type Absence, type Employee, employeeStream } from '../../model/employee/state.js'
import { InvalidInterval } from '../../model/responsibilities/rejections.js'

const findOverlap = ({ absences }: Employee, wanted: Absence): Absence | undefined =>
  absences.find((absence) => overlaps(absence, wanted))

const unlessPresent = (employee: Employee, wanted: Absence): Outcome | null => {
  const overlapping = findOverlap(employee, wanted)
  return overlapping === undefined ? null : AbsenceOverlaps({ from: overlapping.from, until: overlapping.until })
}

const unlessSubstituteIsPresent = (substitute: Employee, wanted: Absence): Outcome | null => {
  const overlapping = findOverlap(substitute, wanted)
  const { substituteId: employeeId } = wanted
  return overlapping === undefined
    ? null
    : SubstituteAbsent({ employeeId, from: overlapping.from, until: overlapping.until })
}

const isPlanned = ({ absences }: Employee, wanted: Absence): boolean =>
  absences.some((one) => sameInterval(one, wanted) && one.substituteId === wanted.substituteId)

/** Plans an absence with a substitute, who must be active and present on all its days. */
export const planAbsence = decision({
  command: PlanAbsence,
  appends: [AbsencePlanned],
  rejects: [...noActiveEmployee, InvalidInterval, SameEmployee, AbsenceOverlaps, SubstituteAbsent],
  reads: ({ employeeId, substituteId }) => ({
    employee: employeeStream(employeeId),
    substitute: employeeStream(substituteId),
  }),
  decide: ({ employee, substitute }, { employeeId, reason, ...wanted }) =>
    unlessEmployee(employee, employeeId) ??
    when(!hasDays(wanted), InvalidInterval({ from: wanted.from, until: wanted.until })) ??
    when(wanted.substituteId === employeeId, SameEmployee({ employeeId })) ??
    when(isPlanned(employee, wanted), nothing) ??
    unlessPresent(employee, wanted) ??
    unlessActiveFor(substitute, wanted.substituteId, wanted) ??
    unlessSubstituteIsPresent(substitute, wanted) ??
    accept(write(employeeStream(employeeId), AbsencePlanned({ employeeId, ...wanted, reason }))),
})

/**
 * Cancels an absence that is not over. One that has begun ends today, and the substitute keeps the days that have passed;
 * a future one never takes place.
 */
export const cancelAbsence = decision({
  command: CancelAbsence,
  appends: [AbsenceCancelled],
  rejects: [EmployeeNotFound, AbsenceNotFound],
  reads: ({ employeeId }) => ({ employee: employeeStream(employeeId) }),
  decide: ({ employee }, { employeeId, from, reason }, { today }) => {
    const planned = employee.absences.find((one) => one.from === from && one.until > today)
    const isAhead = from > today
    return (
      unlessEmployee(employee, employeeId) ??
      (planned === undefined
        ? AbsenceNotFound({ employeeId, from })
        : accept(
            write(
              employeeStream(employeeId),
              AbsenceCancelled({
                employeeId,
                substituteId: planned.substituteId,
                from,
                until: isAhead ? from : today,
                reason,
              }),
            ),
          ))
    )
  },
})
