import { type Changes, evolvePart } from '../../kernel/aggregate.js'
import type { Instant } from '../../kernel/values/instant.js'
import type { ContactTraitEvent } from './events.js'

/** A property of a person, at one company or (`null`) everywhere. */
export type HeldProperty = { readonly propertyNo: number; readonly customerId: string | null }

/** The properties and categories by which a person is selected and searched. */
export type ContactTraits = {
  readonly properties: readonly HeldProperty[]
  readonly categories: readonly string[]
  /** When each property was assigned, by number and company. */
  readonly assignedAt: ReadonlyMap<string, Instant>
}

export const noContactTraits: ContactTraits = { properties: [], categories: [], assignedAt: new Map() }

const placeOf = ({ propertyNo, customerId }: HeldProperty): string => `${propertyNo} ${customerId ?? ''}`

/** Returns the properties of a person, each with the time of its assignment. */
export const propertiesSince = ({
  properties,
  assignedAt,
}: ContactTraits): readonly (HeldProperty & { readonly since: Instant })[] =>
  properties.map((held) => ({ ...held, since: assignedAt.get(placeOf(held)) ?? '' }))

const without = (properties: readonly HeldProperty[], gone: HeldProperty): readonly HeldProperty[] =>
  properties.filter((one) => one.propertyNo !== gone.propertyNo || one.customerId !== gone.customerId)

/** The changes of contact trait events to the traits of a person. */
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

/** The `evolve` rows of a person for traits. */
export const evolveContactTraits = evolvePart('traits', contactTraitChanges)

/** Whether a person has a property at exactly this company (`null`: everywhere). */
export const holdsProperty = ({ properties }: ContactTraits, { propertyNo, customerId }: HeldProperty): boolean =>
  properties.some((one) => one.propertyNo === propertyNo && one.customerId === customerId)
