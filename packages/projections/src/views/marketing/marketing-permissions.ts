import { type ContactFacts, channels, mayContact, type Permission } from '@clientele/domain'
import { factsOfCustomer, factsOfPerson } from '../../query/contact-facts.js'
import { dayOfQuery, type QueryContext } from '../../query/context.js'
import { deepCopy } from '../../query/deep-copy.js'
import { visibleCustomers } from '../../query/visibility/customers.js'
import { seenPersons } from '../../query/visibility/persons.js'
import type { Register } from '../../register/register.js'
import { survivingCustomer, survivingPerson } from '../../register/survivors.js'

/** The party and the day (by default today): a person, contacted for a customer or for none; or a customer. */
export type PermissionParams = Pick<QueryContext, 'viewer' | 'asOf'> &
  (
    | { readonly personId: string; readonly customerId?: string | null | undefined }
    | { readonly customerId: string; readonly personId?: undefined }
  )

/** The facts about a party, and the customer it is contacted for. */
type PermissionSubject = { readonly facts: ContactFacts; readonly customerId: string | null }

const personSubject = (register: Register, personId: string, customerId: string | null): PermissionSubject | null => {
  const { persons, customers } = register.tables
  const person = persons.get(personId)
  const customer = customers.get(customerId ?? person?.customerId ?? '') ?? null
  return person === undefined ? null : { facts: factsOfPerson(register, person, customer), customerId }
}

const customerSubject = (register: Register, customerId: string): PermissionSubject | null => {
  const customer = register.tables.customers.get(customerId)
  return customer === undefined ? null : { facts: factsOfCustomer(register, customer), customerId }
}

/** The facts that decide whether a party may be contacted; `null` if the viewer may not see the party. */
export const permissionSubject = (register: Register, params: PermissionParams): PermissionSubject | null => {
  const isVisible = visibleCustomers(register, params)
  if (params.personId === undefined) {
    const customerId = survivingCustomer(register.tables, params.customerId)
    return isVisible(params.customerId) && isVisible(customerId) ? customerSubject(register, customerId) : null
  }
  const { tables } = register
  if (seenPersons(register, params).get(params.personId) === undefined) return null
  const customerId = params.customerId == null ? null : survivingCustomer(tables, params.customerId)
  const isThere = customerId === null || (tables.customers.get(customerId) !== undefined && isVisible(customerId))
  return isThere ? personSubject(register, survivingPerson(tables, params.personId), customerId) : null
}

/** Removes statements of invisible customers from a permission. */
export const visiblePermission = (permission: Permission, isVisible: (customerId: string) => boolean): Permission => {
  const { statement } = permission
  if (statement === null) return permission
  const { of, customerId } = statement
  if (of.kind === 'customer' && !isVisible(of.id)) return { ...permission, statement: null }
  return customerId === null || isVisible(customerId)
    ? permission
    : { ...permission, statement: { ...statement, customerId: null } }
}

/**
 * Whether a person or customer may be contacted, by channel, with the deciding fact and statement; empty if the party
 * is unknown or not visible. For a merged record, the permissions of its survivor. `docs/marketing-permissions.md`
 * tells which statements apply to whom.
 */
export const marketingPermissions = (register: Register, params: PermissionParams): readonly Permission[] => {
  const subject = permissionSubject(register, params)
  if (subject === null) return []
  const { facts, customerId } = subject
  const day = dayOfQuery(register, params)
  const isVisible = visibleCustomers(register, params)
  return channels.map((channel) =>
    deepCopy(visiblePermission(mayContact(register.settings.policies, facts, { channel, customerId, day }), isVisible)),
  )
}
