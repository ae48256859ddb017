import { CustomerKind, givenIdOf, text } from '@clientele/domain'
import { date, flag, given, idsOf, key, needed, type RowOf, spoken, whole } from '../../columns.js'

const Value = givenIdOf('ClassifierValue')

/** The columns of a customer that are its contact information. */
export const contactColumns = ['email', 'phone', 'street', 'postalCode', 'city', 'region', 'country'] as const

export const customerColumns = {
  customerId: key(givenIdOf('CustomerId')),
  kind: given(spoken(CustomerKind)),
  name: needed(text),
  number: given(whole),
  groupId: given(givenIdOf('GroupId')),
  specialGroupIds: given(idsOf('SpecialGroupId')),
  segment: given(Value),
  status: given(Value),
  attractionChannel: given(Value),
  customerKind: given(Value),
  email: given(text),
  phone: given(text),
  street: given(text),
  postalCode: given(text),
  city: given(text),
  region: given(text),
  country: given(text),
  ownerId: given(givenIdOf('EmployeeId')),
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

export type CustomerLine = RowOf<typeof customerColumns>

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
export const nameOf = ({ kind, name }: CustomerLine): string | null => {
  if (kind !== 'privateCustomer') return name?.trim() || null
  const { firstName, lastName } = personName(name)
  return [firstName, lastName].filter((part) => part !== null).join(' ') || null
}
