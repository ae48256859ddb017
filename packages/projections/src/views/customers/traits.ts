import { trackingCatalogue } from '@clientele/domain'
import { classifierName } from '../../history/names.js'
import type { Register } from '../../register/register.js'

/** A value in a tracking dimension, with its name. */
export type TrackingItem = { readonly dimension: string; readonly value: string; readonly name: string }

/** The current values of a customer's tracking items. */
export const trackingItemsNamed = (register: Register, customerId: string): readonly TrackingItem[] =>
  [...register.tables.trackingItems.rowsWhere('customerId', customerId)]
    .filter(({ until }) => until === null)
    .map(({ dimension, value }) => ({
      dimension,
      value,
      name: classifierName(register, trackingCatalogue(dimension), value),
    }))

/** The properties of a customer by name, in the order of assignment. */
export const propertiesNamed = (
  register: Register,
  customerId: string,
): readonly { readonly id: string; readonly name: string }[] =>
  Array.from(register.tables.customerProperties.rowsWhere('customerId', customerId), ({ property: id }) => ({
    id,
    name: classifierName(register, 'customerProperty', id),
  }))
