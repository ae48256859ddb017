import { type TraitEvent, trackingCatalogue } from '@clientele/domain'
import { change, type HistoryContext, type Lines } from '../line.js'
import { classifierName, valueName } from '../names.js'

const item = ({ register }: HistoryContext, dimension: string, value: string | null | undefined): string | null =>
  valueName(register, trackingCatalogue(dimension), value)

/** The current value of a customer in a dimension. */
const valueBefore = ({ register, id }: HistoryContext, dimension: string): string | undefined => {
  for (const row of register.tables.trackingItems.rowsWhere('customerId', id))
    if (row.dimension === dimension && row.until === null) return row.value
  return undefined
}

const property = ({ register }: HistoryContext, value: string): string =>
  classifierName(register, 'customerProperty', value)

/** The lines of tracking items and customer properties. */
export const traitLines: Lines<TraitEvent> = {
  TrackingItemSet: ({ dimension, from, to }, context) => ({
    changes: [
      change(
        dimension,
        item(context, dimension, from === undefined ? valueBefore(context, dimension) : from),
        item(context, dimension, to),
      ),
    ],
  }),
  CustomerPropertyAssigned: (data, context) => ({
    changes: [change('property', null, property(context, data.property))],
  }),
  CustomerPropertyRemoved: (data, context) => ({
    changes: [change('property', property(context, data.property), null)],
  }),
}
