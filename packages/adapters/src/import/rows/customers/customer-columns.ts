import { CustomerKind, givenIdOf, text } from '@clientele/domain'
import { date, flag, given, needed, type RowOf, spoken, whole } from '../../columns.js'

/** The columns of a customer that are its contact information. */
export const contactColumns = ['email', 'phone', 'street', 'postalCode', 'city', 'region', 'country'] as const

export const customerColumns = {
  customerId: given(givenIdOf('CustomerId')),
  kind: given(spoken(CustomerKind)),
  name: needed(text),
  number: given(whole),
  groupId: given(text),
  specialGroupIds: given(text),
  segment: given(text),
  status: given(text),
  attractionChannel: given(text),
  customerKind: given(text),
  email: given(text),
  phone: given(text),
  street: given(text),
  postalCode: given(text),
  city: given(text),
  region: given(text),
  country: given(text),
  ownerId: given(text),
  responsibleManager: given(text),
  serviceManager: given(text),
  private: given(flag),
  archived: given(flag),
  registered: given(date),
  groupSince: given(date),
  segmentSince: given(date),
  statusSince: given(date),
  attractionChannelSince: given(date),
  customerKindSince: given(date),
  ownerSince: given(date),
  archivedSince: given(date),
}

/** A row as it stands in the file: a customer by its id or not, others by ids or names. */
export type CustomerCells = RowOf<typeof customerColumns>

/** What is said of whom, by ids. `furtherGroupIds` are groups beside `groupId`; managers are those who are to be assigned. */
export type CustomerLine = Omit<
  CustomerCells,
  'customerId' | 'specialGroupIds' | 'responsibleManager' | 'serviceManager'
> & {
  readonly customerId: string
  readonly furtherGroupIds: readonly string[]
  readonly specialGroupIds: readonly string[]
  readonly managers: { readonly [Role in ManagerRole]: readonly string[] }
}

/** The roles that have a column of their own. */
export const managerRoles = ['responsibleManager', 'serviceManager'] as const

export type ManagerRole = (typeof managerRoles)[number]

/** A person's name in two parts: the last word is the last name. */
export type PersonName = { readonly firstName: string | null; readonly lastName: string | null }

/** Splits the name of a private customer. */
export const personName = (name: string | null): PersonName => {
  const words = (name ?? '').trim()
  const cut = words.search(/\S+$/)
  if (cut === -1) return { firstName: null, lastName: null }
  return { firstName: words.slice(0, cut).trim() || null, lastName: words.slice(cut) }
}

/** The name a customer is registered under: blanks between a private customer's first and last name are one. */
export const nameOf = ({ kind, name }: Pick<CustomerCells, 'kind' | 'name'>): string | null => {
  if (kind !== 'privateCustomer') return name?.trim() || null
  const { firstName, lastName } = personName(name)
  return [firstName, lastName].filter((part) => part !== null).join(' ') || null
}
