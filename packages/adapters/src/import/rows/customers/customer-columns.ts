import { CustomerKind, givenIdOf, text } from '@clientele/domain'
import { date, flag, namedChoice, optional, type RowOf, requiredColumn, wholeNumberCodec } from '../../columns.js'

/** The columns with contact information of a customer. */
export const contactColumns = ['email', 'phone', 'street', 'postalCode', 'city', 'region', 'country'] as const

/** The columns with further details of a customer, which its registration does not take. */
export const furtherColumns = ['businessId', 'externalId', 'website', 'invoiceDelivery'] as const

export const customerColumns = {
  customerId: optional(givenIdOf('CustomerId')),
  kind: optional(namedChoice(CustomerKind)),
  name: requiredColumn(text),
  number: optional(wholeNumberCodec),
  groupId: optional(text),
  specialGroupIds: optional(text),
  segment: optional(text),
  status: optional(text),
  attractionChannel: optional(text),
  customerKind: optional(text),
  email: optional(text),
  phone: optional(text),
  street: optional(text),
  postalCode: optional(text),
  city: optional(text),
  region: optional(text),
  country: optional(text),
  businessId: optional(text),
  externalId: optional(text),
  website: optional(text),
  invoiceDelivery: optional(text),
  ownerId: optional(text),
  responsibleManager: optional(text),
  serviceManager: optional(text),
  private: optional(flag),
  archived: optional(flag),
  registered: optional(date),
  groupSince: optional(date),
  segmentSince: optional(date),
  statusSince: optional(date),
  attractionChannelSince: optional(date),
  customerKindSince: optional(date),
  ownerSince: optional(date),
  archivedSince: optional(date),
}

/** A row as it is in the file: with or without the customer's id, others by ids or names. */
export type CustomerCells = RowOf<typeof customerColumns>

/** A row with ids instead of names. `furtherGroupIds` are groups beside `groupId`; `managers` are those to assign. */
export type CustomerLine = Omit<
  CustomerCells,
  'customerId' | 'specialGroupIds' | 'responsibleManager' | 'serviceManager'
> & {
  readonly customerId: string
  readonly furtherGroupIds: readonly string[]
  readonly specialGroupIds: readonly string[]
  readonly managers: { readonly [Role in ManagerRole]: readonly string[] }
}

/** The roles with separate columns. */
export const managerRoles = ['responsibleManager', 'serviceManager'] as const

export type ManagerRole = (typeof managerRoles)[number]

/** The name of a person in two parts; the last word is the last name. */
export type PersonName = { readonly firstName: string | null; readonly lastName: string | null }

/** Splits the name of a private customer. */
export const personName = (name: string | null): PersonName => {
  const words = (name ?? '').trim()
  const cut = words.search(/\S+$/)
  if (cut === -1) return { firstName: null, lastName: null }
  return { firstName: words.slice(0, cut).trim() || null, lastName: words.slice(cut) }
}

/** The registered name of a customer: a private customer's first and last name with one blank between. */
export const nameOf = ({ kind, name }: Pick<CustomerCells, 'kind' | 'name'>): string | null => {
  if (kind !== 'privateCustomer') return name?.trim() || null
  const { firstName, lastName } = personName(name)
  return [firstName, lastName].filter((part) => part !== null).join(' ') || null
}
