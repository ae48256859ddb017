import { type Changes, evolvePart } from '../../kernel/aggregate.js'
import type { Instant } from '../../kernel/values/instant.js'
import type { ContactTraitEvent } from './events.js'

/** A property a person has, at one company or (`null`) everywhere. */
export type HeldProperty = { readonly propertyNo: number; readonly customerId: string | null }

/** What a person is chosen and searched by: numbered properties and categories. */
export type ContactTraits = {
  readonly properties: readonly HeldProperty[]
  readonly categories: readonly string[]
  /** When each property was assigned, by number and place. */
  readonly assignedAt: ReadonlyMap<string, Instant>
}

export const noContactTraits: ContactTraits = { properties: [], categories: [], assignedAt: new Map() }

const placeOf = ({ propertyNo, customerId }: HeldProperty): string => `${propertyNo} ${customerId ?? ''}`

/** The properties a person has, each with when it was assigned. */
export const propertiesSince = ({
  properties,
  assignedAt,
}: ContactTraits): readonly (HeldProperty & { readonly since: Instant })[] =>
  properties.map((held) => ({ ...held, since: assignedAt.get(placeOf(held)) ?? '' }))

const without = (properties: readonly HeldProperty[], gone: HeldProperty): readonly HeldProperty[] =>
  properties.filter((one) => one.propertyNo !== gone.propertyNo || one.customerId !== gone.customerId)

/** What an event about a person's traits does; states and the register share it. */
export const contactTraitChanges: Changes<ContactTraitEvent, ContactTraits> = {
  ContactPropertyAssigned:
    ({ propertyNo, customerId = null }, { at }) =>
    (traits) => {
      const held = { propertyNo, customerId }
      return {
        ...traits,
        properties: [...without(traits.properties, held), held],
        assignedAt: new Map([...traits.assignedAt, [placeOf(held), at]]),
      }
    },
  ContactPropertyRemoved:
    ({ propertyNo, customerId = null }) =>
    (traits) => ({ ...traits, properties: without(traits.properties, { propertyNo, customerId }) }),
  ContactCategoryAssigned:
    ({ category }) =>
    (traits) => ({ ...traits, categories: [...traits.categories.filter((one) => one !== category), category] }),
  ContactCategoryRemoved:
    ({ category }) =>
    (traits) => ({ ...traits, categories: traits.categories.filter((one) => one !== category) }),
}

/** The rows of a person's `evolve` that are about traits. */
export const evolveContactTraits = evolvePart('traits', contactTraitChanges)

/** Whether a person has a property at exactly this place. */
export const holdsProperty = ({ properties }: ContactTraits, { propertyNo, customerId }: HeldProperty): boolean =>
  properties.some((one) => one.propertyNo === propertyNo && one.customerId === customerId)
