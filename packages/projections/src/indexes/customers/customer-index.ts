import { type BitSet, clearBit, emptyBitSet, growBitSet, hasBit, setBit } from '../../data-structures/bit-set.js'
import type { Named } from '../../data-structures/collation.js'
import { searchKey } from '../../data-structures/search-key.js'
import { stepSize } from '../../data-structures/sorting.js'
import type { Locale } from '../../messages/locale.js'
import type { CustomerRow } from '../../tables/rows.js'
import type { RowChange } from '../../tables/table.js'
import { createSortOrders, type SortOrder } from '../names/sort-order.js'
import { createTrigramIndex } from '../search/trigram-index.js'

/** A customer with its ordinal: a small number, assigned in the order of registration. */
export type IndexedCustomer = Named & { readonly ordinal: number }

/** The customers by ordinal, so that filters are bit sets and the sort order is maintained instead of recomputed. */
export type CustomerIndex = {
  readonly size: number
  ordinalOf(customerId: string): number | undefined
  /** Whether a customer exists and was not merged into another. */
  isPresent(ordinal: number): boolean
  /** A new set of the customers that were not merged into another. */
  present(): BitSet
  /** A new set of the customers that are neither archived nor merged. */
  active(): BitSet
  /** The customers in the order of names. Read-only. */
  sortOrder(locale: Locale): SortOrder
  /** Builds the sort order of a locale and the trigram index in steps, ahead of the first query. */
  prepare(locale: Locale): Iterable<void>
  /** The customer of an ordinal. */
  at(ordinal: number): IndexedCustomer | undefined
  /** The current row of an ordinal. */
  rowAt(ordinal: number): CustomerRow | undefined
  /** The customers in `among` whose name contains `text`, a `searchKey`. */
  search(text: string, among: BitSet): BitSet
  changed(change: RowChange<CustomerRow>): void
  /** Clears the index; it is rebuilt from the current customers on next use. */
  clear(): void
}

/** Creates the index of `customers`, in the order of registration; they are read on first use. */
export const createCustomerIndex = (customers: () => Iterable<CustomerRow>): CustomerIndex => {
  const ordinals = new Map<string, number>()
  const indexed: IndexedCustomer[] = []
  const rows: (CustomerRow | undefined)[] = []
  let isRead = false
  // Changes that arrive while the customers are read in steps; otherwise `null`.
  let changesWhileReading: Map<string, CustomerRow | null> | null = null
  const searchKeys: (string | undefined)[] = []
  let present = emptyBitSet(1_024)
  let active = emptyBitSet(1_024)
  const sortOrders = createSortOrders(() => indexed)

  const searchKeyOf = (ordinal: number): string => {
    const known = searchKeys[ordinal] ?? searchKey(indexed[ordinal]?.name ?? '')
    searchKeys[ordinal] = known
    return known
  }

  const trigrams = createTrigramIndex({ size: () => indexed.length, searchKeyOf })

  const ordinalFor = (customerId: string): number => {
    const ordinal = ordinals.get(customerId) ?? indexed.length
    ordinals.set(customerId, ordinal)
    if (ordinal >= present.length * 32) {
      present = growBitSet(present, ordinal * 2)
      active = growBitSet(active, ordinal * 2)
    }
    return ordinal
  }

  const name = (ordinal: number, { customerId: id, name }: CustomerRow): void => {
    if (indexed[ordinal]?.name === name) return
    indexed[ordinal] = { id, name, ordinal }
    searchKeys[ordinal] = undefined
    sortOrders.changed(ordinal)
    trigrams.changed(ordinal)
  }

  const mark = (bits: BitSet, ordinal: number, is: boolean): void => (is ? setBit : clearBit)(bits, ordinal)

  const add = (row: CustomerRow): void => {
    const ordinal = ordinalFor(row.customerId)
    rows[ordinal] = row
    name(ordinal, row)
    mark(present, ordinal, row.mergedInto === null)
    mark(active, ordinal, row.mergedInto === null && !row.archived)
  }

  const remove = (customerId: string): void => {
    const ordinal = ordinals.get(customerId)
    if (ordinal === undefined) return
    rows[ordinal] = undefined
    clearBit(present, ordinal)
    clearBit(active, ordinal)
  }

  const update = (customerId: string, row: CustomerRow | null): void => (row === null ? remove(customerId) : add(row))

  const finishReading = (changes: ReadonlyMap<string, CustomerRow | null>): void => {
    isRead = true
    changesWhileReading = null
    for (const [customerId, row] of changes) update(customerId, row)
  }

  const read = (): readonly IndexedCustomer[] => {
    if (isRead) return indexed
    for (const customer of customers()) add(customer)
    finishReading(changesWhileReading ?? new Map())
    return indexed
  }

  // A query before the end reads the rest at once.
  const readInSteps = function* (): Generator<void> {
    if (isRead) return
    const changes = new Map<string, CustomerRow | null>()
    changesWhileReading = changes
    let count = 0
    for (const customer of customers()) {
      add(customer)
      count += 1
      if (count % stepSize === 0) yield
      if (changesWhileReading !== changes) return
    }
    finishReading(changes)
  }

  const clear = (): void => {
    ordinals.clear()
    sortOrders.clear()
    trigrams.clear()
    indexed.length = 0
    rows.length = 0
    searchKeys.length = 0
    present = emptyBitSet(1_024)
    active = emptyBitSet(1_024)
    isRead = false
    changesWhileReading = null
  }

  const copyOf = (bits: () => BitSet): BitSet => {
    const words = (read().length + 31) >>> 5
    return bits().slice(0, words)
  }

  return {
    get size() {
      return read().length
    },
    ordinalOf: (customerId) => {
      read()
      return ordinals.get(customerId)
    },
    isPresent: (ordinal) => hasBit(present, ordinal),
    present: () => copyOf(() => present),
    active: () => copyOf(() => active),
    sortOrder: (locale) => {
      read()
      return sortOrders.of(locale)
    },
    prepare: function* (locale) {
      yield* readInSteps()
      if (!isRead) return
      yield* sortOrders.prepare(locale)
      yield
      yield* trigrams.prepare()
    },
    at: (ordinal) => read()[ordinal],
    rowAt: (ordinal) => {
      read()
      return rows[ordinal]
    },
    search: (text, among) => {
      read()
      return trigrams.search(text, among)
    },
    changed: ({ key, after }) => {
      if (isRead) update(key, after)
      else changesWhileReading?.set(key, after)
    },
    clear,
  }
}
