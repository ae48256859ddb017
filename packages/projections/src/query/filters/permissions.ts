import { type CalendarDate, type Channel, channels, mayContact } from '@clientele/domain'
import { type BitSet, emptyBitSet, setBit } from '../../data-structures/bit-set.js'
import type { Register } from '../../register/register.js'
import type { CustomerRow, PersonRow } from '../../tables/rows.js'
import { factsOfCustomer, factsOfPerson, peopleOf } from '../contact-facts.js'
import { memoizeUntilChange } from '../memoize.js'
import { seenPersons } from '../visibility/persons.js'
import { contactsOfOthers } from '../visibility/private-contacts.js'
import type { Viewing } from '../visibility/viewer.js'
import { customersWithIds } from './sets.js'

/** The channels by which a customer consents to be contacted on a day; banned channels are left out. */
export const consentsOf = (register: Register, customer: CustomerRow, day: CalendarDate): readonly Channel[] => {
  const facts = factsOfCustomer(register, customer)
  const { customerId } = customer
  return channels.filter(
    (channel) => mayContact(register.settings.policies, facts, { channel, customerId, day }).because === 'consent',
  )
}

const bansOfPerson = (
  register: Register,
  person: PersonRow,
  customer: CustomerRow,
  day: CalendarDate,
): readonly Channel[] => {
  const facts = factsOfPerson(register, person, customer)
  const { customerId } = customer
  return channels.filter(
    (channel) => mayContact(register.settings.policies, facts, { channel, customerId, day }).because === 'ban',
  )
}

/**
 * The channels banned for a customer on a day by any of its people that the viewer may see: its person, if it is a
 * private customer, or a contact.
 */
export const bansOf = (
  register: Register,
  customer: CustomerRow,
  day: CalendarDate,
  viewing: Viewing,
): readonly Channel[] => {
  const people = peopleOf(seenPersons(register, viewing), customer)
  const banned = new Set(people.flatMap((one) => bansOfPerson(register, one, customer, day)))
  return channels.filter((channel) => banned.has(channel))
}

const cachedSets = memoizeUntilChange<BitSet>()

/** The customers that consent to any of the channels on a day. */
export const consenting = (register: Register, wanted: readonly Channel[], day: CalendarDate): BitSet =>
  cachedSets(register, JSON.stringify(['consents', wanted, day]), () => {
    const { customerIndex } = register
    const found = emptyBitSet(customerIndex.size)
    for (let ordinal = 0; ordinal < customerIndex.size; ordinal += 1) {
      const customer = customerIndex.rowAt(ordinal)
      const mayHaveConsented = customer !== undefined && (customer.statements.length > 0 || customer.personId !== null)
      if (mayHaveConsented && consentsOf(register, customer, day).some((channel) => wanted.includes(channel)))
        setBit(found, ordinal)
    }
    return found
  })

/** The persons that may have banned a channel: by a statement, or by a property that counts as a ban. */
const personsWithBans = function* ({ tables }: Register, isSeen: (personId: string) => boolean): Iterable<PersonRow> {
  for (const person of tables.persons.rows()) if (person.statements.length > 0 && isSeen(person.personId)) yield person
  for (const { personId } of tables.heldProperties.rows()) {
    const person = isSeen(personId) ? tables.persons.get(personId) : undefined
    if (person !== undefined && person.statements.length === 0) yield person
  }
}

const customersOf = ({ tables }: Register, { customerId, companyIds }: PersonRow): readonly CustomerRow[] =>
  [...(customerId === null ? [] : [customerId]), ...companyIds].flatMap((id) => tables.customers.get(id) ?? [])

/** The customers for which any of their people that the viewer may see banned any of the channels on a day. */
export const banning = (
  register: Register,
  wanted: readonly Channel[],
  day: CalendarDate,
  viewing: Viewing,
): BitSet => {
  const isOthers = contactsOfOthers(register, viewing)
  const viewer = isOthers === null ? null : viewing.viewer
  return cachedSets(register, JSON.stringify(['bans', wanted, day, viewer]), () => {
    const found: string[] = []
    for (const person of personsWithBans(register, (personId) => isOthers?.(personId) !== true))
      for (const customer of customersOf(register, person))
        if (bansOfPerson(register, person, customer, day).some((channel) => wanted.includes(channel)))
          found.push(customer.customerId)
    return customersWithIds(register, found)
  })
}
