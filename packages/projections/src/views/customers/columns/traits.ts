import type { Channel } from '@clientele/domain'
import { messagesFor, translate } from '../../../messages/messages.js'
import { dayOfQuery, type QueryContext } from '../../../query/context.js'
import { bansOf, consentsOf } from '../../../query/filters/permissions.js'
import type { Register } from '../../../register/register.js'
import type { CustomerRow } from '../../../tables/rows.js'
import { billingOf } from '../billing.js'
import { propertiesNamed, trackingItemsNamed } from '../traits.js'
import { type Column, type Named, namesColumn } from './column.js'

type NamedIn = (register: Register, customer: CustomerRow, context: QueryContext) => readonly Named[]

const column = (key: string, named: NamedIn): Column =>
  namesColumn(key, (register, context) => (ordinal) => {
    const customer = register.customerIndex.rowAt(ordinal)
    return customer === undefined ? [] : named(register, customer, context)
  })

/** The tracking values of a customer: `region: South`, with id `region=south`. */
export const trackingItemsColumn = column('trackingItemIds', (register, { customerId }) =>
  trackingItemsNamed(register, customerId).map(({ dimension, value, name }) => ({
    id: `${dimension}=${value}`,
    name: `${dimension}: ${name}`,
  })),
)

/** The properties of a customer. */
export const propertiesColumn = column('propertyIds', (register, { customerId }) =>
  propertiesNamed(register, customerId),
)

/** The legal entities of a customer. */
export const legalEntitiesColumn = column('legalEntityIds', (register, { customerId }) =>
  billingOf(register, customerId).legalEntities.map(({ legalEntityId: id, name }) => ({ id, name: name ?? id })),
)

const channelsNamed = (channels: readonly Channel[], { locale }: QueryContext): readonly Named[] =>
  channels.map((id) => ({ id, name: translate(messagesFor(locale), id) }))

/** The channels that a customer consents to. */
export const consentsColumn = column('consentChannels', (register, customer, context) =>
  channelsNamed(consentsOf(register, customer, dayOfQuery(register, context)), context),
)

/** The channels banned for a customer by its people. */
export const bansColumn = column('banChannels', (register, customer, context) =>
  channelsNamed(bansOf(register, customer, dayOfQuery(register, context), context), context),
)
