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

/**
 * A ban in force: for one customer, or, if `null`, everywhere; `property` is the number of the contact property that
 * counts as the ban.
 */
export type ContactBan = {
  readonly channel: Channel
  readonly customerId: string | null
  readonly customerName: string | null
  readonly date: CalendarDate
  readonly source: string | null
  readonly property: number | null
}

/** The last statement of the person about a channel: a consent, or its withdrawal. */
export type ContactConsent = {
  readonly channel: Channel
  readonly given: boolean
  readonly date: CalendarDate
  readonly source: string | null
}

/** A contact property that a person has, for one customer, or, if `null`, everywhere. */
export type ContactHeldProperty = {
  readonly number: number
  readonly name: string
  readonly customerId: string | null
  readonly customerName: string | null
}

/** The bans, consents, properties and categories of a person as of the day; of visible customers only. */
export type ContactTraits = {
  readonly bans: readonly ContactBan[]
  readonly consents: readonly ContactConsent[]
  readonly properties: readonly ContactHeldProperty[]
  readonly categories: readonly { readonly id: string; readonly name: string }[]
}

type CustomerPart = { readonly customerId: string | null; readonly customerName: string | null }

const customerPart = ({ tables }: Register, customerId: string | null): CustomerPart => ({
  customerId,
  customerName: customerId === null ? null : (tables.customers.get(customerId)?.name ?? customerId),
})

const statementBans = (register: Register, { statements }: PersonRow, asOf: AsOf): readonly ContactBan[] =>
  channels.flatMap((channel) =>
    bansInForce(statements, channel, asOf).map((ban) => ({
      channel,
      ...customerPart(register, ban.customerId),
      date: dayOf(ban, asOf.timeZone),
      source: ban.source,
      property: null,
    })),
  )

const propertiesOf = ({ tables }: Register, { personId }: PersonRow) => [
  ...tables.heldProperties.rowsWhere('personId', personId),
]

const propertyBans = (register: Register, person: PersonRow, { timeZone }: AsOf): readonly ContactBan[] =>
  propertiesOf(register, person).flatMap(({ property, customerId, since }) => {
    const channel = channelBoundTo(register.settings.numbers, Number(property))
    if (channel === null) return []
    const date = dateOf(since, timeZone)
    return [{ channel, ...customerPart(register, customerId), date, source: null, property: Number(property) }]
  })

const consentsOf = ({ statements }: PersonRow, asOf: AsOf): readonly ContactConsent[] =>
  channels.flatMap((channel) => {
    const statement = newestConsentOrRefusal(statements, channel, asOf)
    if (statement === null) return []
    const source = statement.source ?? statement.evidence?.source ?? null
    return [{ channel, given: statement.kind === 'consent', date: dayOf(statement, asOf.timeZone), source }]
  })

/** Bans, consents, properties and categories of a person. */
export const contactTraits = (register: Register, person: PersonRow, params: ContactParams): ContactTraits => {
  const asOf = { day: dayOfQuery(register, params), timeZone: register.settings.policies.timeZone }
  const isVisible = visibleCustomers(register, params)
  const isShown = ({ customerId }: CustomerPart): boolean => customerId === null || isVisible(customerId)
  return {
    bans: [...statementBans(register, person, asOf), ...propertyBans(register, person, asOf)].filter(isShown),
    consents: consentsOf(person, asOf),
    properties: propertiesOf(register, person)
      .map(({ property, customerId }) => ({
        number: Number(property),
        name: propertyName(register, Number(property)),
        ...customerPart(register, customerId),
      }))
      .filter(isShown),
    categories: person.categories.map((id) => ({ id, name: classifierName(register, 'contactCategory', id) })),
  }
}
