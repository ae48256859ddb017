import { accept, decision, nothing, type Outcome, when, whenFound, write } from '../../kernel/decision.js'
import type { Decisions } from '../../kernel/decision-table.js'
import type { Message } from '../../kernel/message.js'
import type { CalendarDate } from '../../kernel/values/calendar-date.js'
import {
  ClassifierValueRetiredError,
  noChoosableValue,
  PropertyNotAssigned,
  UnknownProperty,
  unlessChoosable,
} from '../../model/classifiers/rejections.js'
import { type Classifiers, classifiersStream } from '../../model/classifiers/state.js'
import {
  AssignContactCategory,
  AssignContactProperty,
  type contactTraitCommands,
  RemoveContactCategory,
  RemoveContactProperty,
} from '../../model/contact-traits/commands.js'
import {
  ContactCategoryAssigned,
  ContactCategoryRemoved,
  ContactPropertyAssigned,
  ContactPropertyRemoved,
} from '../../model/contact-traits/events.js'
import { type HeldProperty, holdsProperty } from '../../model/contact-traits/state.js'
import { isBanned, isBanRecorded } from '../../model/marketing/bans.js'
import { channelBoundTo } from '../../model/marketing/channel.js'
import { MarketingBanLifted, MarketingBanSet } from '../../model/marketing/events.js'
import { MarketingBanAlreadySet, MarketingBanNotSet } from '../../model/marketing/rejections.js'
import { ContactNotLinked, noPerson, unlessPerson } from '../../model/person/rejections.js'
import { type Person, personStream } from '../../model/person/state.js'
import { type Settings, settingsStream } from '../../model/settings/state.js'
import { unchangedOr } from '../../model/settings/unchanged-or.js'

const unlessUsable = ({ properties }: Classifiers, number: number): Outcome | null => {
  const property = properties.get(number)
  return (
    when(property === undefined, UnknownProperty({ number })) ??
    when(
      property?.retired === true,
      ClassifierValueRetiredError({ catalogue: 'contactProperty', value: String(number) }),
    )
  )
}

const unlessLinkedTo = ({ companies, privateCustomerId }: Person, customerId: string | null): Outcome | null =>
  whenFound(customerId, (id) =>
    when(id !== privateCustomerId && !companies.includes(id), ContactNotLinked({ customerId: id })),
  )

/** Creates the events of an assignment: a ban if the property is bound to one, else the property itself. */
const assignmentEvents = (
  person: Person,
  settings: Settings,
  held: HeldProperty,
  date: CalendarDate,
): Message | Outcome => {
  const channel = channelBoundTo(settings.numbers, held.propertyNo)
  if (channel === null) return holdsProperty(person.traits, held) ? nothing : ContactPropertyAssigned(held)
  const { customerId } = held
  return isBanned(person, settings, { channel, customerId }, date)
    ? unchangedOr(settings, MarketingBanAlreadySet({ channel }))
    : MarketingBanSet({ channel, customerId, date, source: 'contactProperty', reason: null })
}

const assignContactProperty = decision({
  command: AssignContactProperty,
  appends: [ContactPropertyAssigned, MarketingBanSet],
  rejects: [MarketingBanAlreadySet, ...noPerson, UnknownProperty, ClassifierValueRetiredError, ContactNotLinked],
  reads: ({ personId }) => ({
    person: personStream(personId),
    classifiers: classifiersStream,
    settings: settingsStream,
  }),
  decide: ({ person, classifiers, settings }, { personId, propertyNo, customerId = null }, { today }) => {
    const assigned = assignmentEvents(person, settings, { propertyNo, customerId }, today)
    return (
      unlessPerson(person, personId) ??
      unlessUsable(classifiers, propertyNo) ??
      unlessLinkedTo(person, customerId) ??
      ('type' in assigned ? accept(write(personStream(personId), assigned)) : assigned)
    )
  },
})

/** Creates the lift of the ban that a property is bound to, if the ban was recorded too. */
const liftEvents = (person: Person, settings: Settings, held: HeldProperty, date: CalendarDate): readonly Message[] => {
  const channel = channelBoundTo(settings.numbers, held.propertyNo)
  const { customerId } = held
  return channel === null || !isBanRecorded(person, settings, { channel, customerId }, date)
    ? []
    : [MarketingBanLifted({ channel, customerId, date, source: 'contactProperty', reason: null })]
}

/** Removes the property, and its ban; the property may have been assigned before it was bound. */
const removeContactProperty = decision({
  command: RemoveContactProperty,
  appends: [MarketingBanLifted, ContactPropertyRemoved],
  rejects: [PropertyNotAssigned, MarketingBanNotSet, ...noPerson],
  reads: ({ personId }) => ({ person: personStream(personId), settings: settingsStream }),
  decide: ({ person, settings }, { personId, propertyNo, customerId = null }, { today }) => {
    const channel = channelBoundTo(settings.numbers, propertyNo)
    const isHeld = holdsProperty(person.traits, { propertyNo, customerId })
    const events = [
      ...liftEvents(person, settings, { propertyNo, customerId }, today),
      ...(isHeld ? [ContactPropertyRemoved({ propertyNo, customerId })] : []),
    ]
    const refusal =
      channel === null ? PropertyNotAssigned({ property: String(propertyNo) }) : MarketingBanNotSet({ channel })
    return (
      unlessPerson(person, personId) ??
      when(events.length === 0, refusal) ??
      accept(write(personStream(personId), ...events))
    )
  },
})

const assignContactCategory = decision({
  command: AssignContactCategory,
  appends: [ContactCategoryAssigned],
  rejects: [...noPerson, ...noChoosableValue],
  reads: ({ personId }) => ({ person: personStream(personId), classifiers: classifiersStream }),
  decide: ({ person, classifiers }, { personId, category }) =>
    unlessPerson(person, personId) ??
    when(person.traits.categories.includes(category), nothing) ??
    unlessChoosable(classifiers, 'contactCategory', category) ??
    accept(write(personStream(personId), ContactCategoryAssigned({ category }))),
})

const removeContactCategory = decision({
  command: RemoveContactCategory,
  appends: [ContactCategoryRemoved],
  rejects: noPerson,
  reads: ({ personId }) => ({ person: personStream(personId) }),
  decide: ({ person }, { personId, category }) =>
    unlessPerson(person, personId) ??
    when(!person.traits.categories.includes(category), nothing) ??
    accept(write(personStream(personId), ContactCategoryRemoved({ category }))),
})

export const contactTraitDecisions = {
  AssignContactProperty: assignContactProperty,
  RemoveContactProperty: removeContactProperty,
  AssignContactCategory: assignContactCategory,
  RemoveContactCategory: removeContactCategory,
} satisfies Decisions<typeof contactTraitCommands>
