import { EmployeeId } from '../../ids.js'
import type { Guard, Meta } from '../../kernel/decision.js'
import { type Employee, employeeStream, isActiveOn, isAdministrator } from '../../model/employee/state.js'

/** The actor's own stream; the host has none, and no employee has a name that is no id. */
export const actorReads = ({ by, host }: Meta) => ({
  actor: employeeStream(host === true || !EmployeeId.is(by) ? '' : by),
})

/** Whether an actor is a registered employee, active today, whose sight nothing restricts but privacy. */
export const isUnrestricted = (actor: Employee, { host, today }: Meta): boolean =>
  host === true || (isActiveOn(actor, today) && (actor.admin || !actor.salesperson))

/** What every right is judged by. */
export type ByActor = { readonly rightActor: Employee }

/** What a right asks for; the refusal is for those who may not do all. */
export type Asking<D, A extends ByActor> = Guard<D, A>

/** The host and administrators, who have every right. */
export const mayAll = ({ rightActor }: ByActor, meta: Meta): boolean =>
  meta.host === true || isAdministrator(rightActor, meta)
