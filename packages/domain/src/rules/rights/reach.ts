import type { Meta } from '../../kernel/decision.js'
import type { Customer } from '../../model/customer/state.js'
import type { CustomerGroups } from '../../model/customer-groups/state.js'
import { salespersonsOf } from '../../model/customer-groups/tree.js'
import { type Employee, isActiveOn, isAdministrator } from '../../model/employee/state.js'
import type { Person } from '../../model/person/state.js'
import type { Policies } from '../../model/settings/policies.js'
import { isUnrestricted } from './actor.js'

/** The actor, and the groups that admit salespersons. */
export type Reach = {
  readonly actor: Employee
  readonly groups: CustomerGroups
  readonly policies: Policies
  readonly meta: Meta
}

/** Whether the actor owns a customer and is active. */
export const isOwnedBy = ({ ownerId }: Pick<Customer, 'ownerId'>, actor: Employee, { by, today }: Meta): boolean =>
  ownerId === by && isActiveOn(actor, today)

/** Whether the actor may know a contact: it is not private, or the actor owns it and is active. */
export const isKnownTo = ({ privateTo }: Person, actor: Employee, meta: Meta): boolean =>
  privateTo === null || isOwnedBy({ ownerId: privateTo }, actor, meta)

/** Whether none of a customer's groups is closed to the actor, or one admits it. */
export const isAdmitted = ({ actor, groups, policies, meta }: Reach, customer: Customer): boolean => {
  const existing = customer.groups.filter((groupId) => groups.byId.has(groupId))
  const admits = (groupId: string): boolean => {
    const salespersons = salespersonsOf(groups, policies, groupId)
    return salespersons === null || (isActiveOn(actor, meta.today) && salespersons.includes(meta.by))
  }
  return isUnrestricted(actor, meta) || existing.length === 0 || existing.some(admits)
}

/** Whether the actor may access a customer, apart from responsibilities for it. */
export const isWithinReach = (reach: Reach, customer: Customer): boolean => {
  const { actor, meta } = reach
  if (isAdministrator(actor, meta)) return true
  return (!customer.private || isOwnedBy(customer, actor, meta)) && isAdmitted(reach, customer)
}
