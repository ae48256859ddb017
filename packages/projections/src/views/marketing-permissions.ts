import {
  bansOfProperties,
  type Channel,
  type Consent,
  type ContactFacts,
  channels,
  mayContact,
  type Permission,
} from '@clientele/domain'
import type { Register } from '../register/register.js'
import type { CustomerRow, PersonRow } from '../register/rows.js'
import { visibleCustomers } from './visibility.js'

/** Whose permissions: a person's, at a company or at all, or a customer's. */
export type PermissionParams = { readonly viewer?: string | undefined } & (
  | { readonly personId: string; readonly customerId?: string | null | undefined }
  | { readonly customerId: string; readonly personId?: undefined }
)

const newest = (consents: readonly Consent[], channel: Channel): readonly Consent[] => {
  const words = consents.filter((consent) => consent.channel === channel)
  const last = words.reduce<Consent | null>((a, b) => (a === null || b.since >= a.since ? b : a), null)
  return last === null ? [] : [last]
}

const newestOf = (...consents: readonly Consent[]): readonly Consent[] =>
  channels.flatMap((channel) => newest(consents, channel))

const derivedBans = ({ tables, settings }: Register, { personId }: PersonRow) =>
  bansOfProperties(
    settings.numbers,
    [...tables.heldProperties.rowsWhere('personId', personId)].map(({ property, customerId, since }) => ({
      propertyNo: Number(property),
      customerId,
      since,
    })),
  )

/** What is known about contacting a person as one of a customer; without a customer, about the person itself. */
export const factsOf = (register: Register, person: PersonRow, customer: CustomerRow | null): ContactFacts => ({
  bans: [...person.bans, ...derivedBans(register, person)],
  consents: newestOf(...person.consents, ...(customer?.kind === 'privateCustomer' ? customer.consents : [])),
  naturalPerson: customer === null ? person.customerId !== null : customer.kind === 'privateCustomer',
  erased: person.erased !== null,
})

const companyFacts = ({ consents }: CustomerRow): ContactFacts => ({
  bans: [],
  consents,
  naturalPerson: false,
  erased: false,
})

type Asked = { readonly facts: ContactFacts; readonly customerId: string | null }

const askedPerson = (register: Register, personId: string, customerId: string | null): Asked | null => {
  const { tables } = register
  const person = tables.persons.get(personId)
  const customer = customerId ?? person?.customerId ?? null
  const row = customer === null ? undefined : tables.customers.get(customer)
  return person === undefined ? null : { facts: factsOf(register, person, row ?? null), customerId }
}

const askedCustomer = (register: Register, customerId: string): Asked | null => {
  const customer = register.tables.customers.get(customerId)
  if (customer === undefined) return null
  const own = customer.personId === null ? null : askedPerson(register, customer.personId, customerId)
  return own ?? { facts: companyFacts(customer), customerId }
}

const asked = (register: Register, params: PermissionParams): Asked | null => {
  const isVisible = visibleCustomers(register, params)
  if (params.personId === undefined)
    return isVisible(params.customerId) ? askedCustomer(register, params.customerId) : null
  const own = register.tables.persons.get(params.personId)?.customerId ?? null
  return own === null || isVisible(own) ? askedPerson(register, params.personId, params.customerId ?? null) : null
}

/** Whether one may contact a person or customer, by channel and by which fact; none for somebody unknown (L27, P24). */
export const marketingPermissions = (register: Register, params: PermissionParams): readonly Permission[] => {
  const about = asked(register, params)
  if (about === null) return []
  const { policies } = register.settings
  return channels.map((channel) => mayContact(policies, about.facts, channel, about.customerId))
}
