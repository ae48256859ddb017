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
 * Maps the selected customers of a page, by name, lazily. Customers before the page are skipped without mapping, and so
 * are customers removed meanwhile.
 */
export const mapPage = function* <T>(
  register: Register,
  customers: BitSet,
  request: LocalizedPage,
  map: ByOrdinal<T>,
): Iterable<T> {
  const { customerIndex } = register
  for (const ordinal of pageOfOrdinals(register, customers, localeOf(request.locale), request))
    if (customerIndex.rowAt(ordinal) !== undefined) yield map(ordinal)
}

/** The rows of the selected customers of a page, by name. */
export const pageOfRows = function* (
  register: Register,
  customers: BitSet,
  request: LocalizedPage,
): Iterable<CustomerRow> {
  for (const row of mapPage(register, customers, request, register.customerIndex.rowAt))
    if (row !== undefined) yield row
}
