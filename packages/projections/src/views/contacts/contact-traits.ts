import {
  type AsOf,
  bansInForce,
  type CalendarDate,
  type Channel,
  channelBoundTo,
  channels,
  dateOf,
  dayOf,
  newestConsentOrRefusal,
} from '@clientele/domain'
import { classifierName, propertyName } from '../../history/names.js'
import { dayOfQuery } from '../../query/context.js'
import { visibleCustomers } from '../../query/visibility/customers.js'
import type { Register } from '../../register/register.js'
import type { PersonRow } from '../../tables/rows.js'
import type { ContactParams } from './contact-tab.js'

/** A ban in force: at one customer or, with `null`, everywhere; `property` is the contact property that it is, by number. */
export type ContactBan = {
  readonly channel: Channel
  readonly customerId: string | null
  readonly customerName: string | null
  readonly date: CalendarDate
  readonly source: string | null
  readonly property: number | null
}

/** What the person said last about a channel: a consent, or a refusal that withdrew it. */
export type ContactConsent = {
  readonly channel: Channel
  readonly given: boolean
  readonly date: CalendarDate
  readonly source: string | null
}

/** A contact property that a person has, at one customer or, with `null`, everywhere. */
export type ContactHeldProperty = {
  readonly number: number
  readonly name: string
  readonly customerId: string | null
  readonly customerName: string | null
}

/** What was said about contacting a person and what it was sorted by, as of the day; of customers the viewer may see. */
export type ContactTraits = {
  readonly bans: readonly ContactBan[]
  readonly consents: readonly ContactConsent[]
  readonly properties: readonly ContactHeldProperty[]
  readonly categories: readonly { readonly id: string; readonly name: string }[]
}

type At = { readonly customerId: string | null; readonly customerName: string | null }

const at = ({ tables }: Register, customerId: string | null): At => ({
  customerId,
  customerName: customerId === null ? null : (tables.customers.get(customerId)?.name ?? customerId),
})

const saidBans = (register: Register, { statements }: PersonRow, asOf: AsOf): readonly ContactBan[] =>
  channels.flatMap((channel) =>
    bansInForce(statements, channel, asOf).map((ban) => ({
      channel,
      ...at(register, ban.customerId),
      date: dayOf(ban, asOf.timeZone),
      source: ban.source,
      property: null,
    })),
  )

const heldOf = ({ tables }: Register, { personId }: PersonRow) => [
  ...tables.heldProperties.rowsWhere('personId', personId),
]

const propertyBans = (register: Register, person: PersonRow, { timeZone }: AsOf): readonly ContactBan[] =>
  heldOf(register, person).flatMap(({ property, customerId, since }) => {
    const channel = channelBoundTo(register.settings.numbers, Number(property))
    if (channel === null) return []
    const date = dateOf(since, timeZone)
    return [{ channel, ...at(register, customerId), date, source: null, property: Number(property) }]
  })

const consentsOf = ({ statements }: PersonRow, asOf: AsOf): readonly ContactConsent[] =>
  channels.flatMap((channel) => {
    const word = newestConsentOrRefusal(statements, channel, asOf)
    if (word === null) return []
    const source = word.source ?? word.evidence?.source ?? null
    return [{ channel, given: word.kind === 'consent', date: dayOf(word, asOf.timeZone), source }]
  })

/** Bans, consents, properties and categories of a person. */
export const contactTraits = (register: Register, person: PersonRow, params: ContactParams): ContactTraits => {
  const asOf = { day: dayOfQuery(register, params), timeZone: register.settings.policies.timeZone }
  const isVisible = visibleCustomers(register, params)
  const isShown = ({ customerId }: At): boolean => customerId === null || isVisible(customerId)
  return {
    bans: [...saidBans(register, person, asOf), ...propertyBans(register, person, asOf)].filter(isShown),
    consents: consentsOf(person, asOf),
    properties: heldOf(register, person)
      .map(({ property, customerId }) => ({
        number: Number(property),
        name: propertyName(register, Number(property)),
        ...at(register, customerId),
      }))
      .filter(isShown),
    categories: person.categories.map((id) => ({ id, name: classifierName(register, 'contactCategory', id) })),
  }
}
