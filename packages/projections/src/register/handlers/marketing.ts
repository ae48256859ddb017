import { type BanEvent, type ConsentEvent, categoryOf, type Statement, statementOf } from '@clientele/domain'
import { patchCustomer } from '../forgetting.js'
import { type Handlers, type Ledger, type Origin, timeOf } from './handler.js'

export type ConsentTypes = ConsentEvent['type']

const keepOfPerson = (statement: Statement, { tables }: Ledger, { id }: Origin): void => {
  const person = tables.persons.get(id)
  if (person !== undefined) tables.persons.patch(id, { statements: [...person.statements, statement] })
}

const keepOfCustomer = (statement: Statement, { tables }: Ledger, { id }: Origin): void => {
  const customer = tables.customers.get(id)
  if (customer !== undefined) patchCustomer(tables, customer, { statements: [...customer.statements, statement] })
}

const keep = (statement: Statement, ledger: Ledger, origin: Origin): void => {
  if (categoryOf(origin.stream) === 'person') keepOfPerson(statement, ledger, origin)
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
  MarketingBanSet: (data, ledger, origin) =>
    keepOfPerson(statementOf.MarketingBanSet(data, timeOf(origin)), ledger, origin),
  MarketingBanLifted: (data, ledger, origin) =>
    keepOfPerson(statementOf.MarketingBanLifted(data, timeOf(origin)), ledger, origin),
}
