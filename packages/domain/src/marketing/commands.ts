import { CustomerId, PersonId } from '../ids.js'
import { nullable, optional, personal, text } from '../kernel/codec.js'
import { command, commandAbout } from '../kernel/message.js'
import { Channel, Evidence } from './channel.js'

const said = personal(nullable(text), 'personId')

const ban = {
  personId: PersonId,
  channel: Channel,
  customerId: optional(nullable(CustomerId)),
  source: optional(said),
  reason: optional(said),
}

/** With `customerId` the ban is meant for that company only (policy `banScope: personAtCompany`, 4-P10). */
export const SetMarketingBan = command('SetMarketingBan', ban)
export const LiftMarketingBan = command('LiftMarketingBan', ban)

const somebody = { personId: optional(PersonId), customerId: optional(CustomerId) }

/** A person's consent, or a customer's. */
export const GiveMarketingConsent = commandAbout('GiveMarketingConsent', ['personId', 'customerId'], {
  ...somebody,
  channel: Channel,
  evidence: optional(personal(nullable(Evidence), 'personId')),
})

export const WithdrawMarketingConsent = commandAbout('WithdrawMarketingConsent', ['personId', 'customerId'], {
  ...somebody,
  channel: Channel,
  reason: optional(said),
})

export const marketingCommands = { SetMarketingBan, LiftMarketingBan, GiveMarketingConsent, WithdrawMarketingConsent }
