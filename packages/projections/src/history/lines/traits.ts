import { type TraitEvent, trackingCatalogue } from '@clientele/domain'
import { change, type Happening, type Lines } from '../line.js'
import { classifierName } from '../names.js'

const item = ({ register }: Happening, dimension: string, value: string | null | undefined): string | null =>
  value == null ? null : classifierName(register, trackingCatalogue(dimension), value)

const property = ({ register }: Happening, value: string): string => classifierName(register, 'customerProperty', value)

/** What the events about a customer's traits say to a reader. */
export const traitLines: Lines<TraitEvent> = {
  TrackingItemSet: ({ dimension, from, to }, happening) => ({
    changes: [change(dimension, item(happening, dimension, from), item(happening, dimension, to))],
  }),
  CustomerPropertyAssigned: (data, happening) => ({
    changes: [change('property', null, property(happening, data.property))],
  }),
  CustomerPropertyRemoved: (data, happening) => ({
    changes: [change('property', property(happening, data.property), null)],
  }),
}
