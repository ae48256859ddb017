import type { TrackingChoice } from '@clientele/domain'
import type { BitSet } from '../../data-structures/bit-set.js'
import type { Register } from '../../register/register.js'
import { customersWithIds } from './sets.js'

/** The customers with any of the properties. */
export const withProperties = (register: Register, properties: readonly string[]): BitSet =>
  customersWithIds(
    register,
    properties.flatMap((property) =>
      Array.from(register.tables.customerProperties.rowsWhere('property', property), ({ customerId }) => customerId),
    ),
  )

/** The customers that currently have any of the tracking values. */
export const tracked = (register: Register, items: readonly TrackingChoice[]): BitSet =>
  customersWithIds(
    register,
    items.flatMap(({ dimension, value }) =>
      [...register.tables.trackingItems.rowsWhere('dimension', dimension)]
        .filter((row) => row.value === value && row.until === null)
        .map(({ customerId }) => customerId),
    ),
  )

/** The customers with any of the legal entities. */
export const withLegalEntities = (register: Register, legalEntityIds: readonly string[]): BitSet =>
  customersWithIds(
    register,
    [...register.tables.billing.rows()]
      .filter(({ legalEntities }) => legalEntities.some((one) => legalEntityIds.includes(one.legalEntityId)))
      .map(({ customerId }) => customerId),
  )
