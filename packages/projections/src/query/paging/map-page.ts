import type { BitSet } from '../../data-structures/bit-set.js'
import { type Locale, localeOf } from '../../messages/locale.js'
import type { Register } from '../../register/register.js'
import type { CustomerRow } from '../../tables/rows.js'
import type { PageRequest } from '../context.js'
import { pageOfOrdinals } from './paginate.js'

/** A page, and the locale of its sort order. */
export type LocalizedPage = PageRequest & { readonly locale?: Locale | undefined }

/** A function of a customer ordinal. */
export type ByOrdinal<T> = (ordinal: number) => T

/**
 * Maps the selected customers on a page, by name, lazily; skips those before the page without mapping,
 * and customers removed meanwhile.
 */
export const mapPage = function* <T>(
  register: Register,
  customers: BitSet,
  asked: LocalizedPage,
  making: ByOrdinal<T>,
): Iterable<T> {
  const { customerIndex } = register
  for (const ordinal of pageOfOrdinals(register, customers, localeOf(asked.locale), asked))
    if (customerIndex.isPresent(ordinal)) yield making(ordinal)
}

/** The rows of the selected customers on a page, by name. */
export const pageOfRows = function* (
  register: Register,
  customers: BitSet,
  asked: LocalizedPage,
): Iterable<CustomerRow> {
  for (const row of mapPage(register, customers, asked, register.customerIndex.rowAt)) if (row !== undefined) yield row
}
