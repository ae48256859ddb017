import { type TraitEvent, trackingCatalogue } from '@clientele/domain'
import { change, type Happening, type Lines } from '../line.js'
import { classifierName, valueName } from '../names.js'

const item = ({ register }: Happening, dimension: string, value: string | null | undefined): string | null =>
  valueName(register, trackingCatalogue(dimension), value)

/** The value a customer has in a dimension until now. */
const valueBefore = ({ register, id }: Happening, dimension: string): string | undefined => {
  for (const row of register.tables.trackingItems.rowsWhere('customerId', id))
    if (row.dimension === dimension && row.until === null) return row.value
  return undefined
}

const property = ({ register }: Happening, value: string): string => classifierName(register, 'customerProperty', value)

/** What the events about a customer's traits say to a reader. */
export const traitLines: Lines<TraitEvent> = {
  TrackingItemSet: ({ dimension, from, to }, happening) => ({
    changes: [
      change(
        dimension,
        item(happening, dimension, from === undefined ? valueBefore(happening, dimension) : from),
        item(happening, dimension, to),
      ),
    ],
  }),
  CustomerPropertyAssigned: (data, happening) => ({
    changes: [change('property', null, property(happening, data.property))],
  }),
  CustomerPropertyRemoved: (data, happening) => ({
    changes: [change('property', property(happening, data.property), null)],
  }),
}
