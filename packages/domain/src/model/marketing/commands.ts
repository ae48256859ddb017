import { CustomerId, PersonId } from '../../ids.js'
import { nullable, optional, personal, text } from '../../kernel/input/codec.js'
import { command, commandAbout } from '../../kernel/message.js'
import { CalendarDate } from '../../kernel/values/calendar-date.js'
import { Channel, Evidence } from './channel.js'

const personalText = personal(nullable(text), 'personId')

/** The day from which a statement counts; defaults to that of the evidence, else to today. */
const date = optional(nullable(CalendarDate))

const ban = {
  personId: PersonId,
  channel: Channel,
  customerId: optional(nullable(CustomerId)),
  date,
  source: optional(personalText),
  reason: optional(personalText),
}

/** With `customerId` the ban is for that company only (policy `banScope: personAtCompany`). */
export const SetMarketingBan = command(
  'SetMarketingBan',
  ban,
  'Bans marketing to a person on a channel, everywhere or at one customer.',
)
export const LiftMarketingBan = command('LiftMarketingBan', ban, 'Lifts a ban of marketing to a person.')

const somebody = { personId: optional(PersonId), customerId: optional(CustomerId) }

/** Records the consent of a person, or of a customer. */
export const GiveMarketingConsent = commandAbout(
  'GiveMarketingConsent',
  ['personId', 'customerId'],
  {
    ...somebody,
    channel: Channel,
    date,
    evidence: optional(personal(nullable(Evidence), 'personId')),
  },
  'Records that a person consents to marketing on a channel.',
)

export const WithdrawMarketingConsent = commandAbout(
  'WithdrawMarketingConsent',
  ['personId', 'customerId'],
  {
    ...somebody,
    channel: Channel,
    date,
    reason: optional(personalText),
  },
  'Records that a person withdraws its consent to marketing on a channel.',
)

export const marketingCommands = { SetMarketingBan, LiftMarketingBan, GiveMarketingConsent, WithdrawMarketingConsent }
