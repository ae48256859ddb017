import { type ContactFacts, channels, mayContact, type Permission } from '@clientele/domain'
import { factsOfCustomer, factsOfPerson } from '../../query/contact-facts.js'
import { dayOfQuery, type QueryContext } from '../../query/context.js'
import { deepCopy } from '../../query/deep-copy.js'
import { visibleCustomers } from '../../query/visibility/customers.js'
import { seenPersons } from '../../query/visibility/persons.js'
import type { Register } from '../../register/register.js'
import { survivingCustomer, survivingPerson } from '../../register/survivors.js'

/** Whose permissions, and as of which day (default today): a person's, for a customer or for none, or a customer's. */
export type PermissionParams = Pick<QueryContext, 'viewer' | 'asOf'> &
  (
    | { readonly personId: string; readonly customerId?: string | null | undefined }
    | { readonly customerId: string; readonly personId?: undefined }
  )

/** What is known about who may be contacted, and the customer it is for. */
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

/** What decides whether somebody may be contacted; `null` for whom the viewer does not see. */
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

/** Removes the statements of customers that are not visible from a permission. */
export const permissionSeen = (permission: Permission, isVisible: (customerId: string) => boolean): Permission => {
  const { statement } = permission
  if (statement === null) return permission
  const { of, customerId } = statement
  if (of.kind === 'customer' && !isVisible(of.id)) return { ...permission, statement: null }
  return customerId === null || isVisible(customerId)
    ? permission
    : { ...permission, statement: { ...statement, customerId: null } }
}

/**
 * Whether one may contact a person or customer, by channel, by which fact and whose statement; none for somebody unknown,
 * and of a record that was merged into another what is true of that one. Whose word reaches whom is written in `docs/marketing-permissions.md`.
 */
export const marketingPermissions = (register: Register, params: PermissionParams): readonly Permission[] => {
  const about = permissionSubject(register, params)
  if (about === null) return []
  const { facts, customerId } = about
  const day = dayOfQuery(register, params)
  const isVisible = visibleCustomers(register, params)
  return channels.map((channel) =>
    deepCopy(permissionSeen(mayContact(register.settings.policies, facts, { channel, customerId, day }), isVisible)),
  )
}
