import { type BanEvent, type ConsentEvent, categoryOf, type Statement, statementOf } from '@clientele/domain'
import { patchCustomer } from '../forgetting.js'
import { carriedTo, withStatements } from '../party.js'
import type { Tables } from '../tables.js'
import { type Handlers, type Ledger, type Origin, timeOf } from './handler.js'

export type ConsentTypes = ConsentEvent['type']

const keepOfPerson = (statements: readonly Statement[], tables: Tables, personId: string): void => {
  const person = tables.persons.get(personId)
  if (person !== undefined) tables.persons.patch(personId, withStatements(person, statements))
}

const keepOfCustomer = (statement: Statement, { tables }: Ledger, { id }: Origin): void => {
  const customer = tables.customers.get(id)
  if (customer !== undefined) patchCustomer(tables, customer, { statements: [...customer.statements, statement] })
}

const keep = (statement: Statement, ledger: Ledger, origin: Origin): void => {
  if (categoryOf(origin.stream) === 'person') keepOfPerson([statement], ledger.tables, origin.id)
  else keepOfCustomer(statement, ledger, origin)
}

/** What consents of a person or customer do to the tables. */
export const consentHandlers: Handlers<ConsentEvent> = {
  MarketingConsentGiven: (data, ledger, origin) =>
    keep(statementOf.MarketingConsentGiven(data, timeOf(origin)), ledger, origin),
  MarketingConsentWithdrawn: (data, ledger, origin) =>
    keep(statementOf.MarketingConsentWithdrawn(data, timeOf(origin)), ledger, origin),
}

/** What bans do to the tables. */
export const banHandlers: Handlers<BanEvent> = {
  MarketingBanSet: (data, { tables }, origin) => {
    const ban = statementOf.MarketingBanSet(data, timeOf(origin))
    const places = [ban.customerId, ...(ban.customerId === null ? [] : carriedTo(tables, ban.customerId))]
    keepOfPerson(
      places.map((customerId) => ({ ...ban, customerId })),
      tables,
      origin.id,
    )
  },
  MarketingBanLifted: (data, { tables }, origin) =>
    keepOfPerson([statementOf.MarketingBanLifted(data, timeOf(origin))], tables, origin.id),
}
