import type { Bits } from '../register/bits.js'
import type { Register } from '../register/register.js'
import type { CustomerRow } from '../register/rows.js'
import type { Locale } from '../wording/locale.js'
import { type Page, pageInOrder } from './selection.js'

/** The rows of one page of the chosen customers by name, each read when it is asked for; those before it are counted. */
export const rowsOnPage = function* (
  register: Register,
  customers: Bits,
  locale: Locale,
  page: Page,
): Iterable<CustomerRow> {
  for (const { id } of pageInOrder(register, customers, locale, page)) {
    const row = register.tables.customers.get(id)
    if (row !== undefined) yield row
  }
}
