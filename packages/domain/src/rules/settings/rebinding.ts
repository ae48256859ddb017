import { idOfStream } from '../../kernel/aggregate.js'
import { type Lookup, type Outcome, when } from '../../kernel/decision.js'
import type { StreamName } from '../../kernel/event.js'
import type { CalendarDate } from '../../kernel/values/calendar-date.js'
import { personsWithProperty } from '../../model/contact-traits/memberships.js'
import { bannedPlaces, boundProperties } from '../../model/marketing/bans.js'
import { banSettings, type Channel, channels } from '../../model/marketing/channel.js'
import type { Person } from '../../model/person/state.js'
import type { SettingName } from '../../model/settings/policies.js'
import { RebindingLiftsBans } from '../../model/settings/rejections.js'
import type { Settings } from '../../model/settings/state.js'

/** Returns the channel whose ban a setting binds to a contact property; `null` for any other setting. */
export const channelOf = (key: string): Channel | null =>
  channels.find((channel) => banSettings[channel] === key) ?? null

/** A requested change of a setting. */
export type SettingChange = {
  readonly key: string
  readonly value?: unknown
  readonly liftsBans?: boolean | undefined
}

/** Finds the persons who may lose a ban when a ban setting names another property: the holders of the current one. */
export const holdersBefore = ({ numbers }: Settings, { key, value, liftsBans }: SettingChange): Lookup => {
  const channel = channelOf(key)
  const number = channel === null ? null : numbers[banSettings[channel]]
  const isUnaffected = number === null || number === value || liftsBans === true
  return { index: personsWithProperty, keys: isUnaffected ? [] : [String(number)] }
}

/** Whether no other ban of the channel covers the ban at one company. */
const isUncovered = ({ policies }: Settings, place: string | null, remaining: readonly (string | null)[]): boolean =>
  !remaining.some((other) => policies.banScope === 'person' || other === null || other === place)

type Rebinding = { readonly before: Settings; readonly after: Settings; readonly today: CalendarDate }

const losesBan = (person: Person, channel: Channel, { before, after, today }: Rebinding): boolean => {
  if (person.mergedInto !== null || person.privacy.erasure !== null) return false
  const boundPlaces = (settings: Settings): readonly (string | null)[] =>
    boundProperties(person.traits, settings, channel).map(({ customerId }) => customerId)
  const remaining = [...boundPlaces(after), ...bannedPlaces(person, after, channel, today)]
  return boundPlaces(before).some((place) => isUncovered(after, place, remaining))
}

/** Refuses if a person would no longer be banned, unless the command has `liftsBans`. */
export const unlessBansStay = (
  settings: Settings,
  persons: ReadonlyMap<StreamName, Person>,
  {
    key,
    to,
    liftsBans,
    today,
  }: { readonly key: SettingName; readonly to: number | null } & {
    readonly liftsBans: boolean | undefined
    readonly today: CalendarDate
  },
): Outcome | null => {
  const channel = channelOf(key)
  if (channel === null || liftsBans === true || settings.numbers[key] === to) return null
  const after = { ...settings, numbers: { ...settings.numbers, [key]: to } }
  const rebinding = { before: settings, after, today }
  const personIds = [...persons]
    .filter(([, person]) => losesBan(person, channel, rebinding))
    .map(([stream]) => idOfStream(stream))
    .sort()
  return when(personIds.length > 0, RebindingLiftsBans({ key, number: settings.numbers[key] ?? 0, personIds }))
}
