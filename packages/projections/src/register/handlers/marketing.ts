import { type BanEvent, type ConsentEvent, categoryOf, type Statement, statementOf } from '@clientele/domain'
import type { Tables } from '../../tables/tables.js'
import { patchCustomer } from '../erasure.js'
import { inheritingCustomers, withStatements } from '../survivors.js'
import { type EventSource, type Handlers, type RegisterWriter, timeOf } from './handler.js'

export type ConsentTypes = ConsentEvent['type']

const addToPerson = (statements: readonly Statement[], tables: Tables, personId: string): void => {
  const person = tables.persons.get(personId)
  if (person !== undefined) tables.persons.patch(personId, withStatements(person, statements))
}

const addToCustomer = (statement: Statement, { tables }: RegisterWriter, { id }: EventSource): void => {
  const customer = tables.customers.get(id)
  if (customer !== undefined) patchCustomer(tables, customer, { statements: [...customer.statements, statement] })
}

const addStatement = (statement: Statement, writer: RegisterWriter, source: EventSource): void => {
  if (categoryOf(source.stream) === 'person') addToPerson([statement], writer.tables, source.id)
  else addToCustomer(statement, writer, source)
}

/** The handlers of consent events of persons and customers. */
export const consentHandlers: Handlers<ConsentEvent> = {
  MarketingConsentGiven: (data, writer, source) =>
    addStatement(statementOf.MarketingConsentGiven(data, timeOf(source)), writer, source),
  MarketingConsentWithdrawn: (data, writer, source) =>
    addStatement(statementOf.MarketingConsentWithdrawn(data, timeOf(source)), writer, source),
}

/** The handlers of ban events. */
export const banHandlers: Handlers<BanEvent> = {
  MarketingBanSet: (data, { tables }, source) => {
    const ban = statementOf.MarketingBanSet(data, timeOf(source))
    const customerIds = [
      ban.customerId,
      ...(ban.customerId === null ? [] : inheritingCustomers(tables, ban.customerId)),
    ]
    addToPerson(
      customerIds.map((customerId) => ({ ...ban, customerId })),
      tables,
      source.id,
    )
  },
  MarketingBanLifted: (data, { tables }, source) =>
    addToPerson([statementOf.MarketingBanLifted(data, timeOf(source))], tables, source.id),
}
