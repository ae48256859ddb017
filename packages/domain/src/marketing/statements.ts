import type { Instant } from '../kernel/instant.js'
import type { Channel, Evidence } from './channel.js'

/** A ban in force; without `customerId` it covers the person everywhere. */
export type Ban = {
  readonly channel: Channel
  readonly customerId: string | null
  readonly since: Instant
  readonly source: string | null
  readonly reason: string | null
}

/** The last word on consent by a channel. */
export type Consent = {
  readonly channel: Channel
  readonly given: boolean
  readonly since: Instant
  readonly evidence: Evidence | null
}

/** The ban on a channel that says exactly this scope. */
export const banOf = (bans: readonly Ban[], channel: Channel, customerId: string | null): Ban | undefined =>
  bans.find((ban) => ban.channel === channel && ban.customerId === customerId)

/** The bans with one more; a ban that stands keeps its beginning. */
export const withBan = (bans: readonly Ban[], ban: Ban): readonly Ban[] =>
  banOf(bans, ban.channel, ban.customerId) === undefined ? [...bans, ban] : bans

/** The bans without one. */
export const withoutBan = (bans: readonly Ban[], channel: Channel, customerId: string | null): readonly Ban[] =>
  bans.filter((ban) => ban.channel !== channel || ban.customerId !== customerId)

/** The consent in force on a channel. */
export const consentOf = (consents: readonly Consent[], channel: Channel): Consent | undefined =>
  consents.find((consent) => consent.channel === channel && consent.given)

/** The consents with a newer word on one channel. */
export const withConsent = (consents: readonly Consent[], consent: Consent): readonly Consent[] => [
  ...consents.filter(({ channel }) => channel !== consent.channel),
  consent,
]
