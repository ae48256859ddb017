import type { Locale } from '../wording/locale.js'
import { type Bits, bitsFor, clearBit, grownTo, setBit } from './bits.js'
import { createNameOrder, type Named } from './name-order.js'
import type { CustomerRow } from './rows.js'
import type { RowChange } from './table.js'

/** A customer as queries see it: a small number instead of an id, given in the order of registration. */
export type Numbered = Named & { readonly ordinal: number }

/** The customers as dense numbers, so that filters are bit sets and the order of names is kept, not recomputed. */
export type Roster = {
  readonly size: number
  ordinalOf(customerId: string): number | undefined
  /** A fresh set of the customers that were not merged into another. */
  present(): Bits
  /** A fresh set of the customers that are neither archived nor merged. */
  active(): Bits
  /** All customers by name. */
  inOrder(locale: Locale): readonly Numbered[]
  /** The names without case and diacritics, by number. */
  foldedNames(): readonly string[]
  changed(change: RowChange<CustomerRow>): void
}

/** A text as searches compare it: without case and diacritics (K13). */
export const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Makes the roster of no customers. */
export const createRoster = (): Roster => {
  const ordinals = new Map<string, number>()
  const numbered: Numbered[] = []
  const foldedNames: string[] = []
  const unfolded = new Set<number>()
  let present = bitsFor(1_024)
  let active = bitsFor(1_024)
  const order = createNameOrder<Numbered>(() => numbered)

  const ordinalFor = (customerId: string): number => {
    const ordinal = ordinals.get(customerId) ?? numbered.length
    ordinals.set(customerId, ordinal)
    if (ordinal >= present.length * 32) {
      present = grownTo(present, ordinal * 2)
      active = grownTo(active, ordinal * 2)
    }
    return ordinal
  }

  const name = (ordinal: number, { customerId: id, name }: CustomerRow): void => {
    const before = numbered[ordinal] ?? null
    if (before?.name === name) return
    const after = { id, name, ordinal }
    numbered[ordinal] = after
    unfolded.add(ordinal)
    order.changed(before, after)
  }

  const mark = (bits: Bits, ordinal: number, is: boolean): void => (is ? setBit : clearBit)(bits, ordinal)

  return {
    get size() {
      return numbered.length
    },
    ordinalOf: (customerId) => ordinals.get(customerId),
    present: () => present.slice(0, (numbered.length + 31) >>> 5),
    active: () => active.slice(0, (numbered.length + 31) >>> 5),
    inOrder: order.inOrder,
    foldedNames: () => {
      for (const ordinal of unfolded) foldedNames[ordinal] = folded(numbered[ordinal]?.name ?? '')
      unfolded.clear()
      return foldedNames
    },
    changed: ({ after }) => {
      if (after === null) return
      const ordinal = ordinalFor(after.customerId)
      name(ordinal, after)
      mark(present, ordinal, after.mergedInto === null)
      mark(active, ordinal, after.mergedInto === null && !after.archived)
    },
  }
}
