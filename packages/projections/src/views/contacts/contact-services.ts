import { mayContact } from '@clientele/domain'
import { factsOfPerson } from '../../query/contact-facts.js'
import { dayOfQuery } from '../../query/context.js'
import { visibleCustomers } from '../../query/visibility/customers.js'
import type { Register } from '../../register/register.js'
import type { CustomerRow, PersonRow } from '../../tables/rows.js'
import { type ContactParams, personSeen } from './contact-tab.js'

/** Which services can be used on a contact; `smsBanned` warns that a ban on text messages is in force. */
export type ContactServices = {
  readonly map: boolean
  readonly sms: boolean
  readonly smsBanned: boolean
  readonly numberSearch: boolean
  readonly website: boolean
}

const customersSeen = (
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
 * What the data of a contact is good for: a map where it or its company has an address, text messages to a mobile, a
 * look-up of its number, a web page (24SevenOffice, "Tjänster"). `null` for nobody the viewer may see.
 */
export const contactServices = (register: Register, params: ContactParams): ContactServices | null => {
  const person = personSeen(register, params)
  if (person === null) return null
  const customers = customersSeen(register, person, params)
  return {
    map: has(customers, 'street', 'city'),
    sms: Boolean(person.mobile),
    smsBanned: isBanned(register, person, params),
    numberSearch: Boolean(person.phone ?? person.mobile),
    website: has(customers, 'website'),
  }
}
