import type { CalendarDate } from '../../kernel/values/calendar-date.js'
import { dateOf } from '../../kernel/values/instant.js'
import { type ContactTraits, type HeldProperty, propertiesSince } from '../contact-traits/state.js'
import type { Settings } from '../settings/state.js'
import { type AsOf, bansInForce } from './axis.js'
import { banSettings, type Channel } from './channel.js'
import type { Statement } from './statements.js'

/** A person as bans see one. */
export type Banned = { readonly statements: readonly Statement[]; readonly traits: ContactTraits }

/** What a ban covers: a channel, at one company or (`null`) everywhere. */
export type BanScope = { readonly channel: Channel; readonly customerId: string | null }

type BoundProperty = HeldProperty & { readonly day: CalendarDate }

/** Statements as of a day, in the tenant's time zone. */
export const asOfDay = ({ policies }: Settings, day: CalendarDate): AsOf => ({ day, timeZone: policies.timeZone })

/** The properties a person holds that stand for a ban of a channel, each with the day it was assigned. */
export const boundProperties = (
  traits: ContactTraits,
  { numbers, policies }: Pick<Settings, 'numbers' | 'policies'>,
  channel: Channel,
): readonly BoundProperty[] =>
  propertiesSince(traits)
    .filter(({ propertyNo }) => propertyNo === numbers[banSettings[channel]])
    .map(({ propertyNo, customerId, since }) => ({ propertyNo, customerId, day: dateOf(since, policies.timeZone) }))

/** Whether a ban of exactly this scope was said and is in force on a day. */
export const isBanSaid = (
  { statements }: Banned,
  settings: Settings,
  { channel, customerId }: BanScope,
  day: CalendarDate,
): boolean => bansInForce(statements, channel, asOfDay(settings, day)).some((ban) => ban.customerId === customerId)

/** Whether a ban of exactly this scope is in force on a day, said or held as the property that stands for it. */
export const isBanned = (person: Banned, settings: Settings, scope: BanScope, day: CalendarDate): boolean =>
  isBanSaid(person, settings, scope, day) ||
  boundProperties(person.traits, settings, scope.channel).some((held) => held.customerId === scope.customerId)

/** The places (a company, or `null` for everywhere) at which a ban was said that is in force on a day, each once. */
export const placesBanned = (
  { statements }: Banned,
  settings: Settings,
  channel: Channel,
  day: CalendarDate,
): readonly (string | null)[] => [
  ...new Set(bansInForce(statements, channel, asOfDay(settings, day)).map(({ customerId }) => customerId)),
]

/** What takes away the properties that stand for bans, unless they are newer than the lift, or that is for a day to come. */
export const propertiesTakenAway = (
  person: Banned,
  settings: Settings,
  channel: Channel,
  { day, today }: { readonly day: CalendarDate; readonly today: CalendarDate },
): readonly HeldProperty[] =>
  boundProperties(person.traits, settings, channel).filter((held) => held.day <= day && day <= today)
