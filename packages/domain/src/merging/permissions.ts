import type { Message } from '../kernel/message.js'
import { channels } from '../marketing/channel.js'
import { MarketingBanSet, MarketingConsentGiven, MarketingConsentWithdrawn } from '../marketing/events.js'
import { type Ban, banOf, type Consent } from '../marketing/statements.js'
import type { Policies } from '../settings/policies.js'

const lastWord = (consents: readonly Consent[], channel: Consent['channel']): Consent | undefined =>
  consents.find((consent) => consent.channel === channel)

const isNewer = (a: Consent, b: Consent | undefined): boolean => b === undefined || a.since > b.since

const taken = ({ mergePermissions }: Policies, own: Consent | undefined, other: Consent): Message | null => {
  const { channel, evidence } = other
  const withdraws = !other.given && own?.given === true
  if (mergePermissions === 'mostRestrictive')
    return withdraws ? MarketingConsentWithdrawn({ channel, reason: 'merge' }) : null
  if (!isNewer(other, own) || other.given === (own?.given ?? false)) return null
  return other.given
    ? MarketingConsentGiven({ channel, evidence })
    : MarketingConsentWithdrawn({ channel, reason: 'merge' })
}

/**
 * What a merge does to the survivor's consents, channel by channel: a refusal on either record stands, or by policy the
 * newest word does (4-P18). It never makes anyone contactable who was not contactable before on either record (INV-16).
 */
const mergedConsents = (
  policies: Policies,
  survivor: readonly Consent[],
  duplicate: readonly Consent[],
): readonly Message[] =>
  channels.flatMap((channel) => {
    const other = lastWord(duplicate, channel)
    return (other === undefined ? null : taken(policies, lastWord(survivor, channel), other)) ?? []
  })

/** A ban on either record stands (4-P18, INV-16). */
const mergedBans = (survivor: readonly Ban[], duplicate: readonly Ban[]): readonly Message[] =>
  duplicate
    .filter(({ channel, customerId }) => banOf(survivor, channel, customerId) === undefined)
    .map(({ channel, customerId, source }) => MarketingBanSet({ channel, customerId, source, reason: 'merge' }))

/** What was said about contacting a party; a company has no bans of its own. */
type Spoken = { readonly bans?: readonly Ban[]; readonly consents: readonly Consent[] }

/** The statements a survivor takes over from the duplicate: bans first, then consents and refusals. */
export const mergedStatements = (policies: Policies, survivor: Spoken, duplicate: Spoken): readonly Message[] => [
  ...mergedBans(survivor.bans ?? [], duplicate.bans ?? []),
  ...mergedConsents(policies, survivor.consents, duplicate.consents),
]
