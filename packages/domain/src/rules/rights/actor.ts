import { EmployeeId } from '../../ids.js'
import type { Guard, Meta } from '../../kernel/decision.js'
import { type Employee, employeeStream, isActiveOn, isAdministrator } from '../../model/employee/state.js'

/** Reads the actor's own stream; the host has none, nor has an actor whose name is not a valid id. */
export const actorReads = ({ by, host }: Meta) => ({
  actor: employeeStream(host === true || !EmployeeId.is(by) ? '' : by),
})

/** Whether an actor is an active employee whose visibility is not restricted by groups. */
export const isUnrestricted = (actor: Employee, { host, today }: Meta): boolean =>
  host === true || (isActiveOn(actor, today) && (actor.admin || !actor.salesperson))

/** The state that every right depends on. */
export type ByActor = { readonly rightActor: Employee }

/** The guard of a right; called only for actors without every right. */
export type RightGuard<D, A extends ByActor> = Guard<D, A>

/** Whether the actor has every right: the host and administrators. */
export const mayAll = ({ rightActor }: ByActor, meta: Meta): boolean =>
  meta.host === true || isAdministrator(rightActor, meta)
