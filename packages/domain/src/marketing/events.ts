// Stored forever: a released name or field is never changed, only superseded.
import { CustomerId } from '../ids.js'
import { nullable, optional, text } from '../kernel/codec.js'
import { event, type MessageOf } from '../kernel/message.js'
import { Channel, Evidence } from './channel.js'

/** Without `customerId` (or with `null`) the ban covers the person in every company. */
export const MarketingBanSet = event('MarketingBanSet', {
  channel: Channel,
  customerId: optional(nullable(CustomerId)),
  source: optional(nullable(text)),
  reason: optional(nullable(text)),
})

export const MarketingBanLifted = event('MarketingBanLifted', {
  channel: Channel,
  customerId: optional(nullable(CustomerId)),
  source: optional(nullable(text)),
  reason: optional(nullable(text)),
})

export const MarketingConsentGiven = event('MarketingConsentGiven', {
  channel: Channel,
  evidence: optional(nullable(Evidence)),
})

export const MarketingConsentWithdrawn = event('MarketingConsentWithdrawn', {
  channel: Channel,
  reason: optional(nullable(text)),
})

export const banEvents = { MarketingBanSet, MarketingBanLifted }

export const consentEvents = { MarketingConsentGiven, MarketingConsentWithdrawn }

export type BanEvent = MessageOf<typeof banEvents>
export type ConsentEvent = MessageOf<typeof consentEvents>
