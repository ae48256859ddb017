import type { CalendarDate } from '@clientele/domain'
import type { Register } from '../register/register.js'
import { localeOf } from '../wording/locale.js'
import { rowsOnPage } from './rows-on-page.js'
import { type Asking, narrowed, type Page } from './selection.js'

/** When the relationship with a customer began and what says so; `null`s where nothing does (L36). */
export type StartDateRow = {
  readonly customerId: string
  readonly startDate: CalendarDate | null
  readonly source: string | null
  readonly documentId: string | null
}

/** The start dates of all customers by name, archived ones too. */
export const startDates = (register: Register, params: Asking & Page = {}): readonly StartDateRow[] => {
  const customers = narrowed(register, register.roster.present(), {}, params)
  return [...rowsOnPage(register, customers, localeOf(params.locale), params)].map((customer) => ({
    customerId: customer.customerId,
    startDate: customer.startDate,
    source: customer.startSource,
    documentId: customer.startDocumentId,
  }))
}
