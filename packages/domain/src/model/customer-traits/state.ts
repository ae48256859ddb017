import { type Changes, evolvePart } from '../../kernel/aggregate.js'
import type { TraitEvent } from './events.js'

/** The reporting data of customers besides groups: a value per tracking dimension, and any number of properties. */
export type Traits = {
  readonly trackingItems: { readonly [dimension: string]: string }
  readonly properties: readonly string[]
}

export const noTraits: Traits = { trackingItems: {}, properties: [] }

const without = (items: Traits['trackingItems'], dimension: string): Traits['trackingItems'] =>
  Object.fromEntries(Object.entries(items).filter(([one]) => one !== dimension))

/** The changes of trait events to the traits of a customer. */
export const traitChanges: Changes<TraitEvent, Traits> = {
  TrackingItemSet:
    ({ dimension, to }) =>
    (traits) => {
      const others = without(traits.trackingItems, dimension)
      return { ...traits, trackingItems: to === null ? others : { ...others, [dimension]: to } }
    },
  CustomerPropertyAssigned:
    ({ property }) =>
    (traits) => ({ ...traits, properties: [...traits.properties.filter((one) => one !== property), property] }),
  CustomerPropertyRemoved:
    ({ property }) =>
    (traits) => ({ ...traits, properties: traits.properties.filter((one) => one !== property) }),
}

/** The `evolve` rows of a customer for traits. */
export const evolveTraits = evolvePart('traits', traitChanges)

/** Returns the value in a tracking dimension; `null` without one. */
export const trackedAs = ({ trackingItems }: Traits, dimension: string): string | null =>
  Object.hasOwn(trackingItems, dimension) ? (trackingItems[dimension] ?? null) : null
