import type { Instant } from '../kernel/instant.js'
import type { Policies } from '../settings/policies.js'
import type { Settings } from '../settings/state.js'
import { type Channel, channelBoundTo, type Evidence } from './channel.js'
import { type Ban, type Consent, consentOf } from './statements.js'

/** What is known about contacting somebody: a person, or the private customer a person is. */
export type ContactFacts = {
  readonly bans: readonly Ban[]
  readonly consents: readonly Consent[]
  /** Whether this is about a natural person as a customer, not as a company's contact. */
  readonly naturalPerson: boolean
  readonly erased: boolean
}

/** The bans that properties stand for which were given before their number was bound to a channel (L33). */
export const bansOfProperties = (
  numbers: Settings['numbers'],
  properties: readonly { readonly propertyNo: number; readonly customerId: string | null; readonly since: Instant }[],
): readonly Ban[] =>
  properties.flatMap(({ propertyNo, customerId, since }) => {
    const channel = channelBoundTo(numbers, propertyNo)
    return channel === null ? [] : [{ channel, customerId, since, source: 'contactProperty', reason: null }]
  })

/** Whether marketing by a channel is allowed, and by which fact; `since` is when that fact began, `null` for the default. */
export type Permission = {
  readonly channel: Channel
  readonly allowed: boolean
  readonly because: 'ban' | 'noConsent' | 'consent' | 'default' | 'erased'
  readonly since: Instant | null
  readonly evidence: Evidence | null
}

const needsConsent = ({ consentModel }: Policies, { naturalPerson }: ContactFacts, channel: Channel): boolean =>
  consentModel === 'optIn' || (consentModel === 'optInForNaturalPersons' && naturalPerson && channel !== 'letter')

const standingBan = (
  { banScope }: Policies,
  { bans }: ContactFacts,
  channel: Channel,
  customerId: string | null,
): Ban | undefined =>
  bans.find(
    (ban) =>
      ban.channel === channel &&
      (banScope === 'person' || ban.customerId === null || customerId === null || ban.customerId === customerId),
  )

/**
 * Whether somebody may be contacted by a channel, at a company or (without one) at all. A ban always wins, whatever was
 * agreed to (L34, C8, INV-14); without a ban the consent model decides (4-P9).
 */
export const mayContact = (
  policies: Policies,
  facts: ContactFacts,
  channel: Channel,
  customerId: string | null = null,
): Permission => {
  const answer = (allowed: boolean, because: Permission['because'], fact?: Partial<Permission>): Permission => ({
    channel,
    allowed,
    because,
    since: fact?.since ?? null,
    evidence: fact?.evidence ?? null,
  })
  if (facts.erased) return answer(false, 'erased')
  const ban = standingBan(policies, facts, channel, customerId)
  if (ban !== undefined) return answer(false, 'ban', { since: ban.since })
  const consent = consentOf(facts.consents, channel)
  if (consent !== undefined) return answer(true, 'consent', consent)
  return needsConsent(policies, facts, channel) ? answer(false, 'noConsent') : answer(true, 'default')
}
