import {
  type Ban,
  type BanEvent,
  type Consent,
  type ConsentEvent,
  categoryOf,
  withBan,
  withConsent,
  withoutBan,
} from '@clientele/domain'
import { patchCustomer } from '../forgetting.js'
import { carriedTo } from '../party.js'
import type { Tables } from '../tables.js'
import { type Handlers, type Ledger, type Origin, timeOf } from './handler.js'

export type ConsentTypes = ConsentEvent['type']

const consent = (word: Consent, { tables }: Ledger, { stream, id }: Origin): void => {
  if (categoryOf(stream) === 'person') {
    const person = tables.persons.get(id)
    if (person !== undefined) tables.persons.patch(id, { consents: withConsent(person.consents, word) })
    return
  }
  const customer = tables.customers.get(id)
  if (customer !== undefined) patchCustomer(tables, customer, { consents: withConsent(customer.consents, word) })
}

/** What consents of a person or customer do to the tables. */
export const consentHandlers: Handlers<ConsentEvent> = {
  MarketingConsentGiven: ({ channel, evidence }, ledger, origin) =>
    consent({ channel, given: true, since: timeOf(origin), evidence: evidence ?? null }, ledger, origin),
  MarketingConsentWithdrawn: ({ channel }, ledger, origin) =>
    consent({ channel, given: false, since: timeOf(origin), evidence: null }, ledger, origin),
}

const nowhere: readonly string[] = []

const put = (tables: Tables, personId: string, bans: readonly Ban[]): void => {
  const places = bans.flatMap(({ customerId }) => customerId ?? [])
  tables.persons.patch(personId, { bans, bannedAt: places.length === 0 ? nowhere : [...new Set(places)] })
}

/** What bans do to the tables. */
export const banHandlers: Handlers<BanEvent> = {
  MarketingBanSet: ({ channel, customerId = null, source = null, reason = null }, { tables }, origin) => {
    const person = tables.persons.get(origin.id)
    if (person === undefined) return
    const ban = { channel, customerId, source, reason, since: timeOf(origin) }
    const places = [customerId, ...(customerId === null ? [] : carriedTo(tables, customerId))]
    put(
      tables,
      origin.id,
      places.reduce((bans, at) => withBan(bans, { ...ban, customerId: at }), person.bans),
    )
  },
  MarketingBanLifted: ({ channel, customerId = null }, { tables }, { id }) => {
    const person = tables.persons.get(id)
    if (person !== undefined) put(tables, id, withoutBan(person.bans, channel, customerId))
  },
}
