import { EmployeeId } from '../../ids.js'
import type { Meta, Outcome } from '../../kernel/decision.js'
import { when } from '../../kernel/decision.js'
import { rejection } from '../../kernel/rejection.js'
import { endsBy, type Interval } from '../../kernel/values/interval.js'
import type { Employee } from './state.js'
import { isAdministrator } from './state.js'

export const EmployeeNotFound = rejection('EmployeeNotFound', { employeeId: 'text' })
export const EmployeeAlreadyRegistered = rejection('EmployeeAlreadyRegistered', { employeeId: 'text' })
export const EmployeeInactive = rejection('EmployeeInactive', { employeeId: 'text', since: 'text' })
export const EmployeeHoldsResponsibilities = rejection('EmployeeHoldsResponsibilities', {
  employeeId: 'text',
  count: 'number',
})
export const SuccessorRequired = rejection('SuccessorRequired', { roleId: 'text', customerIds: 'texts' })
export const SameEmployee = rejection('SameEmployee', { employeeId: 'text' })

/** An absence planned already shares days with the one asked for; `until` is the first day back. */
export const AbsenceOverlaps = rejection('AbsenceOverlaps', { from: 'text', until: 'text' })

/** The substitute is away itself on some of the days. */
export const SubstituteAbsent = rejection('SubstituteAbsent', { employeeId: 'text', from: 'text', until: 'text' })
export const NotAdministrator = rejection('NotAdministrator', { by: 'text' })

/** The mailbox is linked for nobody; it may be an address, so it is not repeated. */
export const EmailLinkingNotEnabled = rejection('EmailLinkingNotEnabled', {})

export const employeeRejections = {
  EmployeeNotFound,
  EmployeeAlreadyRegistered,
  EmployeeInactive,
  EmployeeHoldsResponsibilities,
  SuccessorRequired,
  SameEmployee,
  AbsenceOverlaps,
  SubstituteAbsent,
  NotAdministrator,
  EmailLinkingNotEnabled,
}

/** Refused unless the employee exists. */
export const unlessEmployee = (employee: Employee, employeeId: string): Outcome | null =>
  when(!employee.registered, EmployeeNotFound({ employeeId }))

/** Refused unless the employee exists and is active for the whole of an interval. */
export const unlessActiveFor = (employee: Employee, employeeId: string, interval: Interval): Outcome | null => {
  const { inactiveFrom } = employee
  return (
    unlessEmployee(employee, employeeId) ??
    when(
      inactiveFrom !== null && !endsBy(interval, inactiveFrom),
      EmployeeInactive({ employeeId, since: inactiveFrom ?? '' }),
    )
  )
}

/** Refused unless the actor may administer. */
export const unlessAdministrator = (actor: Employee, meta: Meta): Outcome | null =>
  when(!isAdministrator(actor, meta), NotAdministrator({ by: meta.by }))

/** Refused to an actor whose name is no id: nothing can be kept as that actor's own. */
export const unlessActorId = (by: string): Outcome | null =>
  when(!EmployeeId.is(by), EmployeeNotFound({ employeeId: by }))
