import type { BitSet } from '../../data-structures/bit-set.js'
import type { Named } from '../../data-structures/collation.js'
import { searchKey } from '../../data-structures/search-key.js'
import type { Locale } from '../../messages/locale.js'
import type { CustomerRow } from '../../tables/rows.js'
import { type BeginOrder, createSortOrders, type SortOrder } from '../names/sort-order.js'
import { createTrigramIndex } from '../search/trigram-index.js'

/** A customer with its ordinal: a small number, assigned in the order of registration. */
export type IndexedCustomer = Named & { readonly ordinal: number }

/** The names of customers by ordinal, to sort and to search. */
export type CustomerNames = {
  /** The number of ordinals. */
  readonly size: number
  at(ordinal: number): IndexedCustomer | undefined
  /** The customers in the order of names. Read-only. */
  sortOrder(locale: Locale): SortOrder
  /** The customers in `among` whose name contains `text`, a `searchKey`. */
  search(text: string, among: BitSet): BitSet
  /** Builds the sort order of a locale in steps, ahead of the first query; `begin` finds an order of some. */
  prepareOrder(locale: Locale, begin?: BeginOrder): Iterable<void>
  /** Builds the trigram index in steps, ahead of the first search. */
  prepareSearch(): Iterable<void>
  put(ordinal: number, row: CustomerRow): void
}

/** Creates an empty index. */
export const createCustomerNames = (): CustomerNames => {
  const indexed: IndexedCustomer[] = []
  const searchKeys: (string | undefined)[] = []
  const sortOrders = createSortOrders(() => indexed)

  const searchKeyOf = (ordinal: number): string => {
    const key = searchKeys[ordinal] ?? searchKey(indexed[ordinal]?.name ?? '')
    searchKeys[ordinal] = key
    return key
  }

  const trigrams = createTrigramIndex({ size: () => indexed.length, searchKeyOf })

  return {
    get size() {
      return indexed.length
    },
    at: (ordinal) => indexed[ordinal],
    sortOrder: sortOrders.of,
    search: trigrams.search,
    prepareOrder: sortOrders.prepare,
    prepareSearch: trigrams.prepare,
    put: (ordinal, { customerId: id, name }) => {
      if (indexed[ordinal]?.name === name) return
      indexed[ordinal] = { id, name, ordinal }
      searchKeys[ordinal] = undefined
      sortOrders.changed(ordinal)
      trigrams.changed(ordinal)
    },
  }
}
