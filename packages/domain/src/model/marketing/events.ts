// Stored forever: a released name or field is never changed, only superseded.
import { CustomerId } from '../../ids.js'
import { nullable, optional, personal, text } from '../../kernel/input/codec.js'
import { event, type MessageOf } from '../../kernel/message.js'
import { CalendarDate } from '../../kernel/values/calendar-date.js'
import { Channel, Evidence } from './channel.js'

/** Free text about a person. */
const personalText = personal(nullable(text), 'stream')

/** The day from which a statement counts; defaults to that of the evidence, else to the day of the event. */
const date = optional(CalendarDate)

/** Without `customerId` (or with `null`) the ban covers the person everywhere. */
export const MarketingBanSet = event('MarketingBanSet', {
  channel: Channel,
  customerId: optional(nullable(CustomerId)),
  date,
  source: optional(personalText),
  reason: optional(personalText),
})

export const MarketingBanLifted = event('MarketingBanLifted', {
  channel: Channel,
  customerId: optional(nullable(CustomerId)),
  date,
  source: optional(personalText),
  reason: optional(personalText),
})

export const MarketingConsentGiven = event('MarketingConsentGiven', {
  channel: Channel,
  date,
  evidence: optional(personal(nullable(Evidence), 'stream')),
})

export const MarketingConsentWithdrawn = event('MarketingConsentWithdrawn', {
  channel: Channel,
  date,
  reason: optional(personalText),
})

export const banEvents = { MarketingBanSet, MarketingBanLifted }

export const consentEvents = { MarketingConsentGiven, MarketingConsentWithdrawn }

export type BanEvent = MessageOf<typeof banEvents>
export type ConsentEvent = MessageOf<typeof consentEvents>
