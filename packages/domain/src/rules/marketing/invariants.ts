import type { CalendarDate } from '../../kernel/values/calendar-date.js'
import { bansInForce } from '../../model/marketing/axis.js'
import { type Channel, channels } from '../../model/marketing/channel.js'
import type { Policies } from '../../model/settings/policies.js'
import { type ContactFacts, mayContact } from './permission.js'

type Place = { readonly customerId: string | null; readonly day: CalendarDate }

/** INV-14: while a ban is in force contacting is not allowed, whatever was consented to. */
export const bansAlwaysWin = (policies: Policies, facts: ContactFacts, { customerId, day }: Place): boolean => {
  const isMeant = (at: string | null): boolean => at === null || policies.banScope === 'person' || at === customerId
  const asOf = { day, timeZone: policies.timeZone }
  return channels
    .filter((channel) =>
      facts.own.some(({ statements }) => bansInForce(statements, channel, asOf).some((ban) => isMeant(ban.customerId))),
    )
    .every((channel) => !mayContact(policies, facts, { channel, customerId, day }).allowed)
}

/** INV-15: a ban set or lifted on one channel changes nothing on the others. */
export const othersStayAsTheyWere = (
  policies: Policies,
  before: ContactFacts,
  after: ContactFacts,
  { channel, customerId, day }: Place & { readonly channel: Channel },
): boolean =>
  channels
    .filter((other) => other !== channel)
    .every(
      (other) =>
        mayContact(policies, before, { channel: other, customerId, day }).allowed ===
        mayContact(policies, after, { channel: other, customerId, day }).allowed,
    )
