import type { BitSet } from '../../data-structures/bit-set.js'
import { stepSize } from '../../data-structures/sorting.js'
import type { Locale } from '../../messages/locale.js'
import type { CustomerRow } from '../../tables/rows.js'
import { derived, type Maintained, type RowSource } from '../derived.js'
import type { BeginOrder, SortOrder } from '../names/sort-order.js'
import { type CustomerNames, createCustomerNames, type IndexedCustomer } from './customer-names.js'
import { type CustomerRecords, createCustomerRecords } from './customer-records.js'

export type { IndexedCustomer } from './customer-names.js'

/** The customers by ordinal, so that filters are bit sets and the sort order is maintained instead of recomputed. */
export type CustomerIndex = Maintained<CustomerRow> & {
  readonly size: number
  ordinalOf(customerId: string): number | undefined
  /** A new set of the customers that were not merged into another. */
  present(): BitSet
  /** A new set of the customers that are neither archived nor merged. */
  active(): BitSet
  /** The customers in the order of names. Read-only. */
  sortOrder(locale: Locale): SortOrder
  /**
   * Builds the sort order of a locale in steps, ahead of the first query. `like` is the index of a register with nearly the
   * same customers, whose order is taken over for those of the same name.
   */
  prepareOrder(locale: Locale, like?: CustomerIndex): Iterable<void>
  /** Builds the trigram index in steps, ahead of the first search. */
  prepareSearch(): Iterable<void>
  /** The customer of an ordinal. */
  at(ordinal: number): IndexedCustomer | undefined
  /** The current row of an ordinal. */
  rowAt(ordinal: number): CustomerRow | undefined
  /** The customers in `among` whose name contains `text`, a `searchKey`. */
  search(text: string, among: BitSet): BitSet
}

type Indexed = { readonly records: CustomerRecords; readonly names: CustomerNames }

const put = ({ records, names }: Indexed, row: CustomerRow): void => names.put(records.put(row), row)

/**
 * Finds the order of the customers that have the same name in another index. `null` if names have changed there
 * meanwhile.
 */
const orderLike = (like: CustomerIndex, locale: Locale, ordinalOf: CustomerRecords['ordinalOf']): BeginOrder =>
  function* (items) {
    const { byName } = like.sortOrder(locale)
    // The ordinals here by those there; filled in the order of memory, which is read faster than by name.
    const own = new Int32Array(byName.length).fill(-1)
    for (let other = 0; other < own.length; other += 1) {
      const { id = '', name } = like.at(other) ?? {}
      const ordinal = items[other]?.id === id ? other : (ordinalOf(id) ?? -1)
      if (name !== undefined && items[ordinal]?.name === name) own[other] = ordinal
      if (other % stepSize === stepSize - 1) yield
    }
    if (like.sortOrder(locale).byName !== byName) return null
    const ordinals = Uint32Array.from(Int32Array.from(byName, (other) => own[other] ?? -1).filter((at) => at >= 0))
    const isFound = new Uint8Array(items.length)
    for (const ordinal of ordinals) isFound[ordinal] = 1
    return { ordinals, missing: Array.from(items.keys()).filter((ordinal) => isFound[ordinal] === 0) }
  }

/** Creates the index of `customers`; ordinals follow the order of registration. Rows are read on first use. */
export const createCustomerIndex = (customers: RowSource<CustomerRow>): CustomerIndex => {
  const { state, prepare, changed, clear } = derived<CustomerRow, Indexed>({
    from: customers,
    make: () => ({ records: createCustomerRecords(), names: createCustomerNames() }),
    add: put,
    remove: ({ records }, { customerId }) => records.remove(customerId),
    replace: (indexed, _before, after) => put(indexed, after),
  })

  return {
    get size() {
      return state().names.size
    },
    ordinalOf: (customerId) => state().records.ordinalOf(customerId),
    present: () => state().records.present(),
    active: () => state().records.active(),
    sortOrder: (locale) => state().names.sortOrder(locale),
    prepareOrder: function* (locale, like) {
      if (!(yield* prepare())) return
      const { names, records } = state()
      yield* names.prepareOrder(locale, like && orderLike(like, locale, records.ordinalOf))
    },
    prepareSearch: function* () {
      if (yield* prepare()) yield* state().names.prepareSearch()
    },
    at: (ordinal) => state().names.at(ordinal),
    rowAt: (ordinal) => state().records.rowAt(ordinal),
    search: (text, among) => state().names.search(text, among),
    changed,
    clear,
  }
}
