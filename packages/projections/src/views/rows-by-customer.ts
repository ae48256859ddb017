import { type BitSet, countBits, hasBit } from '../register/bits.js'
import type { Register } from '../register/register.js'
import { type Locale, localeOf } from '../wording/locale.js'
import { type Pieces, pageOfPieces } from './pieces.js'
import type { Asked, Making } from './rows-on-page.js'
import { pageOfNumbers } from './selection.js'

/** The rows of a customer, by its number: how many there are, and what they are. */
type Rows<T> = Omit<Pieces<number, T>, 'pieces'>

// Of so few, in hundreds of all, the numbers are put in order; of more, everybody is passed by.
const few = 5

/** Numbers in the order of names, the chosen ones among them. */
const numbersByName = (register: Register, customers: BitSet, locale: Locale): ArrayLike<number> => {
  const { byName } = register.customerIndex.sortOrder(locale)
  return countBits(customers) * 100 < byName.length * few ? pageOfNumbers(register, customers, locale, {}) : byName
}

const chosenFrom = function* (numbers: ArrayLike<number>, customers: BitSet, rank: number): Iterable<number> {
  for (let at = rank; at < numbers.length; at += 1) {
    const ordinal = numbers[at] ?? 0
    if (hasBit(customers, ordinal)) yield ordinal
  }
}

type Start = { readonly rank: number; readonly passed: number }

/** Where the customer stands in whose rows a page begins, and how many rows those before it have. */
const startOf = (numbers: ArrayLike<number>, customers: BitSet, lengthOf: Making<number>, offset: number): Start => {
  let passed = 0
  for (let rank = 0; rank < numbers.length && offset > 0; rank += 1) {
    const ordinal = numbers[rank] ?? 0
    const after = hasBit(customers, ordinal) ? passed + lengthOf(ordinal) : passed
    if (after > offset) return { rank, passed }
    passed = after
  }
  return { rank: offset > 0 ? numbers.length : 0, passed }
}

/** One page of the rows of the chosen customers, by the names of the customers; those before it are only counted. */
export const rowsByCustomer = function* <T>(
  register: Register,
  customers: BitSet,
  { lengthOf, rowsOf }: Rows<T>,
  { locale, offset = 0, limit }: Asked,
): Iterable<T> {
  const numbers = numbersByName(register, customers, localeOf(locale))
  const { rank, passed } = startOf(numbers, customers, lengthOf, offset)
  const pieces = chosenFrom(numbers, customers, rank)
  yield* pageOfPieces({ pieces, lengthOf, rowsOf }, { offset: offset - passed, limit })
}
