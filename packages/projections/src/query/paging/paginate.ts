import {
  type BitSet,
  countBits,
  emptyBitSet,
  forEachBit,
  hasBit,
  setBit,
  sliceBits,
} from '../../data-structures/bit-set.js'
import type { IndexedCustomer } from '../../indexes/customers/customer-index.js'
import type { SortOrder } from '../../indexes/names/sort-order.js'
import type { Locale } from '../../messages/locale.js'
import type { Register } from '../../register/register.js'
import type { PageRequest } from '../context.js'

type PageBounds = { readonly offset: number; readonly limit: number }

/** The ordinals on a page, by a scan in the order of names. */
const pageByScanning = (byName: Uint32Array, customers: BitSet, { offset, limit }: PageBounds): readonly number[] => {
  const found: number[] = []
  let skipped = 0
  for (let rank = 0; rank < byName.length && found.length < limit; rank += 1) {
    const ordinal = byName[rank] ?? 0
    if (!hasBit(customers, ordinal)) continue
    if (skipped < offset) skipped += 1
    else found.push(ordinal)
  }
  return found
}

/** The ordinals on a page, by mapping the selected ones to their ranks. */
const pageByRank = (
  { byName, rankOf }: SortOrder,
  customers: BitSet,
  { offset, limit }: PageBounds,
): readonly number[] => {
  const ranks = emptyBitSet(byName.length)
  forEachBit(customers, (ordinal) => setBit(ranks, rankOf[ordinal] ?? 0))
  return sliceBits(ranks, offset, limit).map((rank) => byName[rank] ?? 0)
}

/** The ordinals of one page of the selected customers by name. */
export const pageOfOrdinals = (
  register: Register,
  customers: BitSet,
  locale: Locale,
  { offset = 0, limit = Number.POSITIVE_INFINITY }: PageRequest,
): readonly number[] => {
  const sortOrder = register.customerIndex.sortOrder(locale)
  const [all, selectedCount, bounds] = [sortOrder.byName.length, countBits(customers), { offset, limit }]
  // The scan is longer for fewer selected customers and later pages.
  const scanned = Math.min(1, (offset + limit) / selectedCount) * all
  return scanned < selectedCount
    ? pageByScanning(sortOrder.byName, customers, bounds)
    : pageByRank(sortOrder, customers, bounds)
}

/** One page of the selected customers by name. */
export const pageOfCustomers = (
  register: Register,
  customers: BitSet,
  locale: Locale,
  request: PageRequest,
): readonly IndexedCustomer[] =>
  pageOfOrdinals(register, customers, locale, request).flatMap((ordinal) => register.customerIndex.at(ordinal) ?? [])

/** One page of rows; stops reading after the page. */
export const paginate = function* <T>(
  rows: Iterable<T>,
  { offset = 0, limit = Number.POSITIVE_INFINITY }: PageRequest,
): Iterable<T> {
  if (limit <= 0) return
  let at = 0
  for (const row of rows) {
    if (at >= offset) yield row
    at += 1
    if (at >= offset + limit) return
  }
}
