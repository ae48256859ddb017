import { type BitSet, emptyBitSet, setBit, union } from '../../data-structures/bit-set.js'
import type { Facet } from '../../indexes/customers/facet-index.js'
import type { Register } from '../../register/register.js'

/** The customers with the given ids. */
export const customersWithIds = (register: Register, customerIds: Iterable<string>): BitSet => {
  const bits = emptyBitSet(register.customerIndex.size)
  for (const customerId of customerIds) {
    const ordinal = register.customerIndex.ordinalOf(customerId)
    if (ordinal !== undefined) setBit(bits, ordinal)
  }
  return bits
}

/** The customers with any of the values in a facet. */
export const withValues = (register: Register, column: Facet, values: readonly string[]): BitSet => {
  const found = emptyBitSet(register.customerIndex.size)
  for (const value of values) union(found, register.facetIndex.of(column, value))
  return found
}
