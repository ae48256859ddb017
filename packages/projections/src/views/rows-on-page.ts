import type { Bits } from '../register/bits.js'
import type { Register } from '../register/register.js'
import type { CustomerRow } from '../register/rows.js'
import type { Locale } from '../wording/locale.js'
import { type Page, pageOfNumbers } from './selection.js'

/** The rows of one page of the chosen customers by name, each read when it is asked for; those before it are counted. */
export const rowsOnPage = function* (
  register: Register,
  customers: Bits,
  locale: Locale,
  page: Page,
): Iterable<CustomerRow> {
  for (const ordinal of pageOfNumbers(register, customers, locale, page)) {
    const row = register.roster.rowAt(ordinal)
    if (row !== undefined) yield row
  }
}
