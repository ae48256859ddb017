import type { Register } from '../../register/register.js'

/** The values of a customer's tracking items by dimension, now. */
export const trackingItemsOf = ({ tables }: Register, customerId: string): { readonly [dimension: string]: string } =>
  Object.fromEntries(
    [...tables.trackingItems.rowsWhere('customerId', customerId)]
      .filter(({ until }) => until === null)
      .map(({ dimension, value }) => [dimension, value]),
  )

/** The properties of a customer in the order of assignment. */
export const propertiesOf = ({ tables }: Register, customerId: string): readonly string[] =>
  [...tables.customerProperties.rowsWhere('customerId', customerId)].map(({ property }) => property)
