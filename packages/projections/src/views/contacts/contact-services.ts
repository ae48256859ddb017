import { mayContact } from '@clientele/domain'
import { factsOfPerson } from '../../query/contact-facts.js'
import { dayOfQuery } from '../../query/context.js'
import { visibleCustomers } from '../../query/visibility/customers.js'
import type { Register } from '../../register/register.js'
import type { CustomerRow, PersonRow } from '../../tables/rows.js'
import { type ContactParams, visiblePerson } from './contact-tab.js'

/** The services available for a contact; `smsBanned` warns that a ban on text messages is in force. */
export type ContactServices = {
  readonly map: boolean
  readonly sms: boolean
  readonly smsBanned: boolean
  readonly numberSearch: boolean
  readonly website: boolean
}

const visibleCustomersOf = (
  register: Register,
  { customerId, companyIds }: PersonRow,
  params: ContactParams,
): readonly CustomerRow[] =>
  [customerId ?? [], ...companyIds]
    .flat()
    .filter(visibleCustomers(register, params))
    .flatMap((id) => register.tables.customers.get(id) ?? [])

const has = (customers: readonly CustomerRow[], ...fields: readonly string[]): boolean =>
  customers.some(({ details }) => fields.some((field) => Boolean(details[field])))

const isBanned = (register: Register, person: PersonRow, params: ContactParams): boolean => {
  const own = person.customerId === null ? null : (register.tables.customers.get(person.customerId) ?? null)
  const contacting = { channel: 'sms', customerId: person.customerId, day: dayOfQuery(register, params) } as const
  return mayContact(register.settings.policies, factsOfPerson(register, person, own), contacting).because === 'ban'
}

/**
 * The services that the data of a contact allows: a map if it or its company has an address, text messages to a mobile,
 * a search by its number, a website (24SevenOffice, "Tjänster"). `null` if the person is unknown or not visible.
 */
export const contactServices = (register: Register, params: ContactParams): ContactServices | null => {
  const person = visiblePerson(register, params)
  if (person === null) return null
  const customers = visibleCustomersOf(register, person, params)
  return {
    map: has(customers, 'street', 'city'),
    sms: Boolean(person.mobile),
    smsBanned: isBanned(register, person, params),
    numberSearch: Boolean(person.phone ?? person.mobile),
    website: has(customers, 'website'),
  }
}
