import { ContactPropertyAssigned } from '../contact-traits/events.js'
import { type HeldProperty, holdsProperty } from '../contact-traits/state.js'
import type { Message } from '../kernel/message.js'
import { MarketingBanSet } from '../marketing/events.js'
import { type Ban, banOf } from '../marketing/statements.js'
import type { Person } from '../person/state.js'

/** From which customer to which something goes. */
export type Way = { readonly from: string; readonly to: string }

const bansGoing = ({ bans }: Person, { from, to }: Way): readonly Ban[] =>
  bans
    .filter(({ channel, customerId }) => customerId === from && banOf(bans, channel, to) === undefined)
    .map((ban) => ({ ...ban, customerId: to }))

const propertiesGoing = ({ traits }: Person, { from, to }: Way): readonly HeldProperty[] =>
  traits.properties
    .filter(({ customerId }) => customerId === from)
    .map(({ propertyNo }) => ({ propertyNo, customerId: to }))
    .filter((held) => !holdsProperty(traits, held))

const banned = ({ channel, customerId, source }: Ban): Message =>
  MarketingBanSet({ channel, customerId, source, reason: 'merge' })

/** The bans and properties of a person at a customer, given at another too. */
export const termsTaken = (person: Person, way: Way): readonly Message[] => [
  ...bansGoing(person, way).map(banned),
  ...propertiesGoing(person, way).map(ContactPropertyAssigned),
]

/** A person with its bans and properties at a customer given at another too. */
export const withTermsTaken = (person: Person, way: Way): Person => ({
  ...person,
  bans: [...person.bans, ...bansGoing(person, way)],
  traits: { ...person.traits, properties: [...person.traits.properties, ...propertiesGoing(person, way)] },
})
