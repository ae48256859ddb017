import {
  ClassifierValueRetiredError,
  PropertyNotAssigned,
  UnknownProperty,
  unlessChoosable,
} from '../classifiers/rejections.js'
import { type Classifiers, classifiersStream } from '../classifiers/state.js'
import { accept, type Decisions, decision, nothing, type Outcome, when, write } from '../kernel/decision.js'
import type { Message } from '../kernel/message.js'
import { type Channel, channelBoundTo } from '../marketing/channel.js'
import { MarketingBanLifted, MarketingBanSet } from '../marketing/events.js'
import { MarketingBanAlreadySet, MarketingBanNotSet } from '../marketing/rejections.js'
import { banOf } from '../marketing/statements.js'
import { ContactNotLinked, unlessPerson } from '../person/rejections.js'
import { type Person, personStream } from '../person/state.js'
import { redundant } from '../settings/redundant.js'
import { type Settings, settingsStream } from '../settings/state.js'
import {
  AssignContactCategory,
  AssignContactProperty,
  type contactTraitCommands,
  RemoveContactCategory,
  RemoveContactProperty,
} from './commands.js'
import {
  ContactCategoryAssigned,
  ContactCategoryRemoved,
  ContactPropertyAssigned,
  ContactPropertyRemoved,
} from './events.js'
import { type HeldProperty, holdsProperty } from './state.js'

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

const unlessPlaced = ({ companies, privateCustomerId }: Person, customerId: string | null): Outcome | null =>
  when(
    customerId !== null && customerId !== privateCustomerId && !companies.includes(customerId),
    ContactNotLinked({ customerId: customerId ?? '' }),
  )

/** What assigning comes to: a ban where the property is bound to one, else the property itself. */
const assigning = (person: Person, settings: Settings, held: HeldProperty): Message | Outcome => {
  const channel = channelBoundTo(settings.numbers, held.propertyNo)
  if (channel === null) return holdsProperty(person.traits, held) ? nothing : ContactPropertyAssigned(held)
  const { customerId } = held
  return banOf(person.bans, channel, customerId) === undefined
    ? MarketingBanSet({ channel, customerId, source: 'contactProperty', reason: null })
    : redundant(settings, MarketingBanAlreadySet({ channel }))
}

const assignContactProperty = decision({
  command: AssignContactProperty,
  reads: ({ personId }) => ({
    person: personStream(personId),
    classifiers: classifiersStream,
    settings: settingsStream,
  }),
  decide: ({ person, classifiers, settings }, { personId, propertyNo, customerId = null }) => {
    const assigned = assigning(person, settings, { propertyNo, customerId })
    return (
      unlessPerson(person, personId) ??
      unlessUsable(classifiers, propertyNo) ??
      unlessPlaced(person, customerId) ??
      ('type' in assigned ? accept(write(personStream(personId), assigned)) : assigned)
    )
  },
})

const lifted = (person: Person, channel: Channel | null, customerId: string | null): readonly Message[] =>
  channel === null || banOf(person.bans, channel, customerId) === undefined
    ? []
    : [MarketingBanLifted({ channel, customerId, source: 'contactProperty', reason: null })]

/** Takes away the property, and the ban it stands for; it may have been assigned before it was bound. */
const removeContactProperty = decision({
  command: RemoveContactProperty,
  reads: ({ personId }) => ({ person: personStream(personId), settings: settingsStream }),
  decide: ({ person, settings }, { personId, propertyNo, customerId = null }) => {
    const channel = channelBoundTo(settings.numbers, propertyNo)
    const isHeld = holdsProperty(person.traits, { propertyNo, customerId })
    const events = [
      ...lifted(person, channel, customerId),
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
  reads: ({ personId }) => ({ person: personStream(personId), classifiers: classifiersStream }),
  decide: ({ person, classifiers }, { personId, category }) =>
    unlessPerson(person, personId) ??
    when(person.traits.categories.includes(category), nothing) ??
    unlessChoosable(classifiers, 'contactCategory', category) ??
    accept(write(personStream(personId), ContactCategoryAssigned({ category }))),
})

const removeContactCategory = decision({
  command: RemoveContactCategory,
  reads: ({ personId }) => ({ person: personStream(personId) }),
  decide: ({ person }, { personId, category }) =>
    unlessPerson(person, personId) ??
    when(!person.traits.categories.includes(category), nothing) ??
    accept(write(personStream(personId), ContactCategoryRemoved({ category }))),
})

export const contactTraitDecisions: Decisions<typeof contactTraitCommands> = {
  AssignContactProperty: assignContactProperty,
  RemoveContactProperty: removeContactProperty,
  AssignContactCategory: assignContactCategory,
  RemoveContactCategory: removeContactCategory,
}
