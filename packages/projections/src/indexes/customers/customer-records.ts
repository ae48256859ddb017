import { type BitSet, clearBit, emptyBitSet, growBitSet, setBit } from '../../data-structures/bit-set.js'
import type { CustomerRow } from '../../tables/rows.js'

/** The customers by ordinal: a small number, assigned in the order of registration. */
export type CustomerRecords = {
  ordinalOf(customerId: string): number | undefined
  /** The current row of an ordinal. */
  rowAt(ordinal: number): CustomerRow | undefined
  /** A new set of the customers that were not merged into another. */
  present(): BitSet
  /** A new set of the customers that are neither archived nor merged. */
  active(): BitSet
  /** Adds or replaces a customer; returns its ordinal. */
  put(row: CustomerRow): number
  /** Removes a customer; its ordinal is not reused. */
  remove(customerId: string): void
}

const writeBit = (bits: BitSet, ordinal: number, is: boolean): void => (is ? setBit : clearBit)(bits, ordinal)

/** Creates empty records. */
export const createCustomerRecords = (): CustomerRecords => {
  const ordinals = new Map<string, number>()
  const rows: (CustomerRow | undefined)[] = []
  let present = emptyBitSet(1_024)
  let active = emptyBitSet(1_024)

  const ordinalFor = (customerId: string): number => {
    const ordinal = ordinals.get(customerId) ?? ordinals.size
    ordinals.set(customerId, ordinal)
    if (ordinal >= present.length * 32) {
      present = growBitSet(present, ordinal * 2)
      active = growBitSet(active, ordinal * 2)
    }
    return ordinal
  }

  const copyOf = (bits: BitSet): BitSet => bits.slice(0, (ordinals.size + 31) >>> 5)

  return {
    ordinalOf: (customerId) => ordinals.get(customerId),
    rowAt: (ordinal) => rows[ordinal],
    present: () => copyOf(present),
    active: () => copyOf(active),
    put: (row) => {
      const ordinal = ordinalFor(row.customerId)
      rows[ordinal] = row
      writeBit(present, ordinal, row.mergedInto === null)
      writeBit(active, ordinal, row.mergedInto === null && !row.archived)
      return ordinal
    },
    remove: (customerId) => {
      const ordinal = ordinals.get(customerId)
      if (ordinal === undefined) return
      rows[ordinal] = undefined
      clearBit(present, ordinal)
      clearBit(active, ordinal)
    },
  }
}
