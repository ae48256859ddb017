import { type Changes, evolvePart } from '../../kernel/aggregate.js'
import type { TraitEvent } from './events.js'

/** What a customer is reported by beside its groups: a value per tracking dimension, and any number of properties. */
export type Traits = {
  readonly trackingItems: { readonly [dimension: string]: string }
  readonly properties: readonly string[]
}

export const noTraits: Traits = { trackingItems: {}, properties: [] }

const without = (items: Traits['trackingItems'], dimension: string): Traits['trackingItems'] =>
  Object.fromEntries(Object.entries(items).filter(([one]) => one !== dimension))

/** What an event about traits does; states and the register share it. */
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

/** The rows of a customer's `evolve` that are about traits. */
export const evolveTraits = evolvePart('traits', traitChanges)

/** The value in a tracking dimension; `null` without one. */
export const trackedAs = ({ trackingItems }: Traits, dimension: string): string | null =>
  Object.hasOwn(trackingItems, dimension) ? (trackingItems[dimension] ?? null) : null
