import { unlessCustomer } from '../customer/rejections.js'
import { type Customer, customerStream } from '../customer/state.js'
import type { StreamOf } from '../kernel/aggregate.js'
import { accept, type Decisions, decision, nothing, type Outcome, when, write } from '../kernel/decision.js'
import type { Message } from '../kernel/message.js'
import { unlessPerson } from '../person/rejections.js'
import { type Person, personStream } from '../person/state.js'
import { redundant } from '../settings/redundant.js'
import { type Settings, settingsStream } from '../settings/state.js'
import { banSettings, type Channel, type Evidence } from './channel.js'
import {
  GiveMarketingConsent,
  LiftMarketingBan,
  type marketingCommands,
  SetMarketingBan,
  WithdrawMarketingConsent,
} from './commands.js'
import { MarketingBanLifted, MarketingBanSet, MarketingConsentGiven, MarketingConsentWithdrawn } from './events.js'
import {
  BanChannelNotConfigured,
  ConsentEvidenceRequired,
  ConsentNotGiven,
  MarketingBanAlreadySet,
  MarketingBanNotSet,
} from './rejections.js'
import { banOf, consentOf } from './statements.js'

const banReads = ({ personId }: { readonly personId: string }) => ({
  person: personStream(personId),
  settings: settingsStream,
})

/** Where bans are contact properties, a channel's must be bound to one first (L31, L32). */
const unlessBound = ({ policies, numbers }: Settings, channel: Channel): Outcome | null => {
  const setting = banSettings[channel]
  return when(policies.requireBanBinding && numbers[setting] === null, BanChannelNotConfigured({ channel, setting }))
}

const setMarketingBan = decision({
  command: SetMarketingBan,
  reads: banReads,
  decide: ({ person, settings }, { personId, channel, customerId = null, source = null, reason = null }) =>
    unlessPerson(person, personId) ??
    unlessBound(settings, channel) ??
    when(
      banOf(person.bans, channel, customerId) !== undefined,
      redundant(settings, MarketingBanAlreadySet({ channel })),
    ) ??
    accept(write(personStream(personId), MarketingBanSet({ channel, customerId, source, reason }))),
})

const liftMarketingBan = decision({
  command: LiftMarketingBan,
  reads: banReads,
  decide: ({ person }, { personId, channel, customerId = null, source = null, reason = null }) =>
    unlessPerson(person, personId) ??
    when(banOf(person.bans, channel, customerId) === undefined, MarketingBanNotSet({ channel })) ??
    accept(write(personStream(personId), MarketingBanLifted({ channel, customerId, source, reason }))),
})

type Somebody = { readonly personId?: string | undefined; readonly customerId?: string | undefined }

const streamFor = ({ personId, customerId }: Somebody): StreamOf<Person | Customer> =>
  personId === undefined ? customerStream(customerId ?? '') : personStream(personId)

const consentReads = (data: Somebody) => ({ party: streamFor(data), settings: settingsStream })

const unlessParty = (party: Person | Customer, { personId = '', customerId = '' }: Somebody): Outcome | null =>
  'kindOfSubject' in party ? unlessCustomer(party, customerId) : unlessPerson(party, personId)

const bansLifted = (party: Person | Customer, { policies }: Settings, channel: Channel): readonly Message[] =>
  policies.consentLiftsBan && 'bans' in party
    ? party.bans
        .filter((ban) => ban.channel === channel)
        .map(({ customerId }) => MarketingBanLifted({ channel, customerId, reason: 'consent' }))
    : []

const sameEvidence = (a: Evidence | null, b: Evidence | null): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Consent is recorded with its evidence; a ban stands unless the policy lets consent lift it (4-P9b, 4-P9c). */
const giveMarketingConsent = decision({
  command: GiveMarketingConsent,
  reads: consentReads,
  decide: ({ party, settings }, data) => {
    const { channel, evidence = null } = data
    const standing = consentOf(party.consents, channel)
    return (
      unlessParty(party, data) ??
      when(settings.policies.requireConsentEvidence && evidence === null, ConsentEvidenceRequired({ channel })) ??
      when(standing !== undefined && sameEvidence(standing.evidence, evidence), nothing) ??
      accept(
        write(streamFor(data), MarketingConsentGiven({ channel, evidence }), ...bansLifted(party, settings, channel)),
      )
    )
  },
})

const withdrawMarketingConsent = decision({
  command: WithdrawMarketingConsent,
  reads: consentReads,
  decide: ({ party }, data) => {
    const { channel, reason = null } = data
    return (
      unlessParty(party, data) ??
      when(consentOf(party.consents, channel) === undefined, ConsentNotGiven({ channel })) ??
      accept(write(streamFor(data), MarketingConsentWithdrawn({ channel, reason })))
    )
  },
})

export const marketingDecisions: Decisions<typeof marketingCommands> = {
  SetMarketingBan: setMarketingBan,
  LiftMarketingBan: liftMarketingBan,
  GiveMarketingConsent: giveMarketingConsent,
  WithdrawMarketingConsent: withdrawMarketingConsent,
}
