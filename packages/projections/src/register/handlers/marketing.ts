import { type BanEvent, type ConsentEvent, categoryOf, type Statement, statementOf } from '@clientele/domain'
import type { Tables } from '../../tables/tables.js'
import { patchCustomer } from '../erasure.js'
import { inheritingCustomers, withStatements } from '../survivors.js'
import { type EventSource, type Handlers, type RegisterWriter, timeOf } from './handler.js'

export type ConsentTypes = ConsentEvent['type']

const keepOfPerson = (statements: readonly Statement[], tables: Tables, personId: string): void => {
  const person = tables.persons.get(personId)
  if (person !== undefined) tables.persons.patch(personId, withStatements(person, statements))
}

const keepOfCustomer = (statement: Statement, { tables }: RegisterWriter, { id }: EventSource): void => {
  const customer = tables.customers.get(id)
  if (customer !== undefined) patchCustomer(tables, customer, { statements: [...customer.statements, statement] })
}

const keep = (statement: Statement, writer: RegisterWriter, source: EventSource): void => {
  if (categoryOf(source.stream) === 'person') keepOfPerson([statement], writer.tables, source.id)
  else keepOfCustomer(statement, writer, source)
}

/** What consents of a person or customer do to the tables. */
export const consentHandlers: Handlers<ConsentEvent> = {
  MarketingConsentGiven: (data, writer, source) =>
    keep(statementOf.MarketingConsentGiven(data, timeOf(source)), writer, source),
  MarketingConsentWithdrawn: (data, writer, source) =>
    keep(statementOf.MarketingConsentWithdrawn(data, timeOf(source)), writer, source),
}

/** What bans do to the tables. */
export const banHandlers: Handlers<BanEvent> = {
  MarketingBanSet: (data, { tables }, source) => {
    const ban = statementOf.MarketingBanSet(data, timeOf(source))
    const places = [ban.customerId, ...(ban.customerId === null ? [] : inheritingCustomers(tables, ban.customerId))]
    keepOfPerson(
      places.map((customerId) => ({ ...ban, customerId })),
      tables,
      source.id,
    )
  },
  MarketingBanLifted: (data, { tables }, source) =>
    keepOfPerson([statementOf.MarketingBanLifted(data, timeOf(source))], tables, source.id),
}
