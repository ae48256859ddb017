import type { CalendarDate } from '../../kernel/values/calendar-date.js'
import { dateOf } from '../../kernel/values/instant.js'
import { type ContactTraits, type HeldProperty, propertiesSince } from '../contact-traits/state.js'
import type { Settings } from '../settings/state.js'
import { type AsOf, bansInForce } from './axis.js'
import { banSettings, type Channel } from './channel.js'
import type { Statement } from './statements.js'

/** The part of a person that bans depend on. */
export type Banned = { readonly statements: readonly Statement[]; readonly traits: ContactTraits }

/** The scope of a ban: a channel, at one company or (`null`) everywhere. */
export type BanScope = { readonly channel: Channel; readonly customerId: string | null }

type BoundProperty = HeldProperty & { readonly day: CalendarDate }

/** Returns the day and time zone to read statements as of. */
export const asOfDay = ({ policies }: Settings, day: CalendarDate): AsOf => ({ day, timeZone: policies.timeZone })

/** Returns the properties of a person that count as a ban on a channel, each with the day of its assignment. */
export const boundProperties = (
  traits: ContactTraits,
  { numbers, policies }: Pick<Settings, 'numbers' | 'policies'>,
  channel: Channel,
): readonly BoundProperty[] =>
  propertiesSince(traits)
    .filter(({ propertyNo }) => propertyNo === numbers[banSettings[channel]])
    .map(({ propertyNo, customerId, since }) => ({ propertyNo, customerId, day: dateOf(since, policies.timeZone) }))

/** Whether a ban with exactly this scope was recorded and is in force on a day. */
export const isBanRecorded = (
  { statements }: Banned,
  settings: Settings,
  { channel, customerId }: BanScope,
  day: CalendarDate,
): boolean => bansInForce(statements, channel, asOfDay(settings, day)).some((ban) => ban.customerId === customerId)

/** Whether a ban with exactly this scope is in force on a day, recorded or as a bound property. */
export const isBanned = (person: Banned, settings: Settings, scope: BanScope, day: CalendarDate): boolean =>
  isBanRecorded(person, settings, scope, day) ||
  boundProperties(person.traits, settings, scope.channel).some((held) => held.customerId === scope.customerId)

/** Returns the distinct companies (`null`: everywhere) with a recorded ban in force on a day. */
export const bannedPlaces = (
  { statements }: Banned,
  settings: Settings,
  channel: Channel,
  day: CalendarDate,
): readonly (string | null)[] => [
  ...new Set(bansInForce(statements, channel, asOfDay(settings, day)).map(({ customerId }) => customerId)),
]

/**
 * Creates the events that remove the properties bound to a ban, except properties newer than the lift; none if the lift
 * is for a future day.
 */
export const removeBoundProperties = (
  person: Banned,
  settings: Settings,
  channel: Channel,
  { day, today }: { readonly day: CalendarDate; readonly today: CalendarDate },
): readonly HeldProperty[] =>
  boundProperties(person.traits, settings, channel).filter((held) => held.day <= day && day <= today)
