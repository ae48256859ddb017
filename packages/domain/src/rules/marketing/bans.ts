import {
  accept,
  decision,
  type Meta,
  nothing,
  type Outcome,
  reading,
  steppedDecision,
  when,
  write,
} from '../../kernel/decision.js'
import type { DataOf, Message } from '../../kernel/message.js'
import type { CalendarDate } from '../../kernel/values/calendar-date.js'
import { ContactPropertyRemoved } from '../../model/contact-traits/events.js'
import { noCustomer, unlessCustomer } from '../../model/customer/rejections.js'
import { type Customer, customerStream } from '../../model/customer/state.js'
import { isBanned, isBanRecorded, removeBoundProperties } from '../../model/marketing/bans.js'
import { banSettings, type Channel } from '../../model/marketing/channel.js'
import { LiftMarketingBan, SetMarketingBan } from '../../model/marketing/commands.js'
import { MarketingBanLifted, MarketingBanSet } from '../../model/marketing/events.js'
import {
  BanChannelNotConfigured,
  MarketingBanAlreadySet,
  MarketingBanNotSet,
} from '../../model/marketing/rejections.js'
import { dayOf, type Statement, type StatementKind } from '../../model/marketing/statements.js'
import { noPerson, unlessPerson } from '../../model/person/rejections.js'
import { type Person, personStream } from '../../model/person/state.js'
import { type Settings, settingsStream } from '../../model/settings/state.js'
import { unchangedOr } from '../../model/settings/unchanged-or.js'

type BanFields = DataOf<typeof SetMarketingBan>

type Ban = Pick<Statement, 'channel' | 'customerId' | 'source' | 'reason'> & { readonly date: CalendarDate }

const banData = ({ channel, customerId, source, reason, date }: BanFields, { today }: Meta): Ban => ({
  channel,
  customerId: customerId ?? null,
  source: source ?? null,
  reason: reason ?? null,
  date: date ?? today,
})

/** Refuses unless the channel's ban is bound to a contact property, where policy requires that. */
const unlessBound = ({ policies, numbers }: Settings, channel: Channel): Outcome | null => {
  const setting = banSettings[channel]
  return when(policies.requireBanBinding && numbers[setting] === null, BanChannelNotConfigured({ channel, setting }))
}

/** Returns the bans and lifts with exactly this scope, in the order of recording. */
const statementsOfScope = ({ statements }: Person, { channel, customerId }: Ban): readonly Statement[] =>
  statements.filter(
    (one) => (one.kind === 'ban' || one.kind === 'lift') && one.channel === channel && one.customerId === customerId,
  )

/** Whether the same ban was recorded for the same day, and not lifted on that day since. */
const isRecorded = (person: Person, { policies }: Settings, kind: StatementKind, ban: Ban): boolean => {
  const onDay = statementsOfScope(person, ban).filter((one) => dayOf(one, policies.timeZone) === ban.date)
  return onDay.at(-1)?.kind === kind && onDay.some((one) => one.kind === kind && one.source === ban.source)
}

type States = { readonly person: Person; readonly customer: Customer; readonly settings: Settings }

/**
 * Creates the lift of a ban that is older than a consent, if policy lets consents lift bans: the result is the same as
 * if the ban had been recorded in time. Not needed if a ban of a later day is in force anyway.
 */
const liftedByConsent = ({ person, customer, settings }: States, ban: Ban): readonly Message[] => {
  const { consentLiftsBan, timeZone } = settings.policies
  const days = [...person.statements, ...customer.statements]
    .filter(({ kind, channel }) => kind === 'consent' && channel === ban.channel)
    .map((consent) => dayOf(consent, timeZone))
    .filter((day) => day > ban.date)
    .sort()
  const [date] = days
  if (!consentLiftsBan || date === undefined || isBanRecorded(person, settings, ban, date)) return []
  const { channel, customerId } = ban
  return [MarketingBanLifted({ channel, customerId, reason: 'consent', date })]
}

/**
 * Sets a ban. Without a day, nothing to do if one is in force; with a day, it is recorded as history even if it changes
 * nothing.
 */
export const setMarketingBan = steppedDecision({
  command: SetMarketingBan,
  appends: [MarketingBanSet, MarketingBanLifted],
  rejects: [...noPerson, ...noCustomer, BanChannelNotConfigured, MarketingBanAlreadySet],
  reads: reading(({ personId, customerId }: BanFields) => ({
    person: personStream(personId),
    place: customerStream(customerId ?? ''),
    settings: settingsStream,
  })).also((_data, _meta, { person }) => ({ customer: customerStream(person.privateCustomerId ?? '') })),
  decide: (states, data, meta) => {
    const { person, place, settings } = states
    const { personId, channel, customerId = null } = data
    const ban = banData(data, meta)
    return (
      unlessPerson(person, personId) ??
      (customerId === null ? null : unlessCustomer(place, customerId)) ??
      unlessBound(settings, channel) ??
      when(
        data.date == null && isBanned(person, settings, ban, meta.today),
        unchangedOr(settings, MarketingBanAlreadySet({ channel })),
      ) ??
      when(data.date != null && isRecorded(person, settings, 'ban', ban), nothing) ??
      accept(write(personStream(personId), MarketingBanSet(ban), ...liftedByConsent(states, ban)))
    )
  },
})

/** Whether there is a ban to lift: one in force today or, for a lift with a day, one that is not newer. */
const isLiftable = (person: Person, settings: Settings, data: BanFields, lift: Ban): boolean =>
  data.date == null
    ? isBanRecorded(person, settings, lift, lift.date)
    : statementsOfScope(person, lift).some(
        (one) => one.kind === 'ban' && dayOf(one, settings.policies.timeZone) <= lift.date,
      )

/** Lifts a ban, and removes the property bound to it. */
export const liftMarketingBan = decision({
  command: LiftMarketingBan,
  appends: [MarketingBanLifted, ContactPropertyRemoved],
  rejects: [...noPerson, MarketingBanNotSet],
  reads: ({ personId }) => ({ person: personStream(personId), settings: settingsStream }),
  decide: ({ person, settings }, data, meta) => {
    const { personId, channel } = data
    const lift = banData(data, meta)
    const removedProperties = removeBoundProperties(person, settings, channel, { day: lift.date, today: meta.today })
    const events = [
      ...(isLiftable(person, settings, data, lift) ? [MarketingBanLifted(lift)] : []),
      ...removedProperties
        .filter((held) => held.customerId === lift.customerId)
        .map(({ propertyNo, customerId }) => ContactPropertyRemoved({ propertyNo, customerId })),
    ]
    return (
      unlessPerson(person, personId) ??
      when(data.date != null && isRecorded(person, settings, 'lift', lift), nothing) ??
      when(events.length === 0, MarketingBanNotSet({ channel })) ??
      accept(write(personStream(personId), ...events))
    )
  },
})
