import { type BitSet, countBits, hasBit } from '../../data-structures/bit-set.js'
import { type Locale, localeOf } from '../../messages/locale.js'
import type { Register } from '../../register/register.js'
import type { ByOrdinal, LocalizedPage } from './map-page.js'
import { pageOfOrdinals } from './paginate.js'
import { pageOfGroups, type RowGroups } from './row-groups.js'

/** The number of rows of a customer, and the rows, by ordinal. */
type Rows<T> = Omit<RowGroups<number, T>, 'groups'>

// Below this percentage of all customers, sorting the selected ones is faster than scanning all in order.
const smallPercentage = 5

/** Ordinals in the order of names, including all selected customers. */
const ordinalsByName = (register: Register, customers: BitSet, locale: Locale): ArrayLike<number> => {
  const { byName } = register.customerIndex.sortOrder(locale)
  return countBits(customers) * 100 < byName.length * smallPercentage
    ? pageOfOrdinals(register, customers, locale, {})
    : byName
}

const selectedFrom = function* (numbers: ArrayLike<number>, customers: BitSet, rank: number): Iterable<number> {
  for (let at = rank; at < numbers.length; at += 1) {
    const ordinal = numbers[at] ?? 0
    if (hasBit(customers, ordinal)) yield ordinal
  }
}

type Start = { readonly rank: number; readonly passed: number }

/** Finds the customer whose rows contain the start of a page, and the number of rows before it. */
const findStart = (
  numbers: ArrayLike<number>,
  customers: BitSet,
  lengthOf: ByOrdinal<number>,
  offset: number,
): Start => {
  let passed = 0
  for (let rank = 0; rank < numbers.length && offset > 0; rank += 1) {
    const ordinal = numbers[rank] ?? 0
    const after = hasBit(customers, ordinal) ? passed + lengthOf(ordinal) : passed
    if (after > offset) return { rank, passed }
    passed = after
  }
  return { rank: offset > 0 ? numbers.length : 0, passed }
}

/** One page of the rows of the selected customers, by customer name; rows before the page are only counted. */
export const pageOfCustomerRows = function* <T>(
  register: Register,
  customers: BitSet,
  { lengthOf, rowsOf }: Rows<T>,
  { locale, offset = 0, limit }: LocalizedPage,
): Iterable<T> {
  const numbers = ordinalsByName(register, customers, localeOf(locale))
  const { rank, passed } = findStart(numbers, customers, lengthOf, offset)
  const groups = selectedFrom(numbers, customers, rank)
  yield* pageOfGroups({ groups, lengthOf, rowsOf }, { offset: offset - passed, limit })
}
