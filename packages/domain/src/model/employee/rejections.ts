import { EmployeeId } from '../../ids.js'
import type { Meta, Outcome } from '../../kernel/decision.js'
import { when, whenFound } from '../../kernel/decision.js'
import { rejection } from '../../kernel/rejection.js'
import { endsBy, type Interval } from '../../kernel/values/interval.js'
import type { Employee } from './state.js'
import { isAdministrator } from './state.js'

export const EmployeeNotFound = rejection('EmployeeNotFound', { employeeId: 'text' }, 'notFound')
export const EmployeeAlreadyRegistered = rejection('EmployeeAlreadyRegistered', { employeeId: 'text' })
export const EmployeeInactive = rejection('EmployeeInactive', { employeeId: 'text', since: 'text' })
export const EmployeeHoldsResponsibilities = rejection('EmployeeHoldsResponsibilities', {
  employeeId: 'text',
  count: 'number',
})
export const SuccessorRequired = rejection('SuccessorRequired', { roleId: 'text', customerIds: 'texts' })
export const SameEmployee = rejection('SameEmployee', { employeeId: 'text' }, 'invalid')

/** A planned absence overlaps the new one; `until` is the first day back. */
export const AbsenceOverlaps = rejection('AbsenceOverlaps', { from: 'text', until: 'text' })

/** The employee has no absence that begins on `from` and is not over. */
export const AbsenceNotFound = rejection('AbsenceNotFound', { employeeId: 'text', from: 'text' }, 'notFound')

/** The substitute is absent on some of the days. */
export const SubstituteAbsent = rejection('SubstituteAbsent', { employeeId: 'text', from: 'text', until: 'text' })
export const NotAdministrator = rejection('NotAdministrator', { by: 'text' }, 'forbidden')

/** No employee links the mailbox; it may be an address, so the rejection does not contain it. */
export const EmailLinkingNotEnabled = rejection('EmailLinkingNotEnabled', {})

export const employeeRejections = {
  EmployeeNotFound,
  EmployeeAlreadyRegistered,
  EmployeeInactive,
  EmployeeHoldsResponsibilities,
  SuccessorRequired,
  SameEmployee,
  AbsenceOverlaps,
  AbsenceNotFound,
  SubstituteAbsent,
  NotAdministrator,
  EmailLinkingNotEnabled,
}

/** Refuses unless the employee exists. */
export const unlessEmployee = (employee: Employee, employeeId: string): Outcome | null =>
  when(!employee.registered, EmployeeNotFound({ employeeId }))

/** The rejections of `unlessActiveFor`. */
export const noActiveEmployee = [EmployeeNotFound, EmployeeInactive] as const

/** Refuses unless the employee exists and is active on every day of an interval. */
export const unlessActiveFor = (employee: Employee, employeeId: string, interval: Interval): Outcome | null => {
  const { inactiveFrom } = employee
  return (
    unlessEmployee(employee, employeeId) ??
    whenFound(inactiveFrom, (since) => when(!endsBy(interval, since), EmployeeInactive({ employeeId, since })))
  )
}

/** Refuses unless the actor is an administrator or the host. */
export const unlessAdministrator = (actor: Employee, meta: Meta): Outcome | null =>
  when(!isAdministrator(actor, meta), NotAdministrator({ by: meta.by }))

/** Refuses an actor whose name is not a valid id: nothing can be stored under it. */
export const unlessActorId = (by: string): Outcome | null =>
  when(!EmployeeId.is(by), EmployeeNotFound({ employeeId: by }))
