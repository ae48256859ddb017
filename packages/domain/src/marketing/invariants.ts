import type { Policies } from '../settings/policies.js'
import { type Channel, channels } from './channel.js'
import { type ContactFacts, mayContact } from './permission.js'

/** INV-14: where a ban is in force nobody may be contacted, whatever was agreed to (L34). */
export const bansAlwaysWin = (policies: Policies, facts: ContactFacts, customerId: string | null): boolean =>
  facts.bans
    .filter((ban) => ban.customerId === null || policies.banScope === 'person' || ban.customerId === customerId)
    .every(({ channel }) => !mayContact(policies, facts, channel, customerId).allowed)

/** INV-15: a ban set or lifted on one channel changes nothing on the others (L27). */
export const othersStayAsTheyWere = (
  policies: Policies,
  before: ContactFacts,
  after: ContactFacts,
  { channel, customerId }: { readonly channel: Channel; readonly customerId: string | null },
): boolean =>
  channels
    .filter((other) => other !== channel)
    .every(
      (other) =>
        mayContact(policies, before, other, customerId).allowed ===
        mayContact(policies, after, other, customerId).allowed,
    )
